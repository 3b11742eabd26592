import { css } from 'lit';

export const freezeOverrideStyles = css`
  :host {
    display: grid;
    gap: 12px;
  }

  h2,
  h3 {
    font-size: 15px;
  }

  form {
    display: grid;
    gap: 12px;
    max-width: 560px;
    padding: 12px;
  }

  .fault:empty {
    display: none;
  }

  td.end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
  }
`;
