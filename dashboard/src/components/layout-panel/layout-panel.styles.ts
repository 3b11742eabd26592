import { css } from 'lit';

export const layoutPanelStyles = css`
  :host {
    display: grid;
    gap: 16px;
  }

  section {
    display: grid;
    gap: 8px;
  }

  .fields {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }

  label {
    min-width: 0;
  }

  input,
  select {
    width: 100%;
  }

  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: 8px;
  }

  li {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }

  li button {
    border-color: transparent;
  }
`;
