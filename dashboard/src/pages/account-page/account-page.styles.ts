import { css } from 'lit';

export const accountPageStyles = css`
  main {
    display: grid;
    gap: 12px;
    max-width: 720px;
    margin: 0 auto;
    padding: 12px;
  }

  .panel {
    display: grid;
    gap: 8px;
    padding: 12px 16px;
  }

  form {
    display: grid;
    gap: 12px;
    max-width: 360px;
  }

  label {
    display: grid;
    gap: 4px;
    font-size: 12px;
  }

  input {
    min-height: 44px;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--panel);
    color: inherit;
    font: inherit;
    font-size: 14px;
  }

  button {
    border-color: var(--line-strong);
  }

  .all {
    justify-self: start;
  }

  li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 52px;
  }

  li + li {
    border-top: 1px solid var(--line);
  }

  .fault {
    color: var(--alert);
    font-weight: 550;
  }
`;
