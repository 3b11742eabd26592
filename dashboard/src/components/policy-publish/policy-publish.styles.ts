import { css } from 'lit';

export const policyPublishStyles = css`
  :host {
    display: grid;
    gap: 12px;
  }

  form {
    justify-items: start;
  }

  section {
    display: grid;
    gap: 8px;
    padding: 12px;
  }

  code {
    font-size: 12px;
  }

  .waiting td:nth-child(2) {
    font-weight: 600;
  }
`;
