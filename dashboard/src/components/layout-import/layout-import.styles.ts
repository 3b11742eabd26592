import { css } from 'lit';

export const layoutImportStyles = css`
  wa-dialog {
    --width: min(520px, calc(100vw - 32px));
    --spacing: 16px;
  }

  section {
    display: grid;
    gap: 8px;
  }

  button,
  .button {
    border: 1px solid var(--line-strong);
  }

  .button {
    display: grid;
    place-items: center;
    min-height: 44px;
    padding: 0 12px;
    border-radius: var(--radius-small);
    text-decoration: none;
  }

  .button:hover {
    background: var(--hover);
  }

  .act {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--panel);
  }

  input[type='file'] {
    display: none;
  }

  .fault:empty {
    display: none;
  }

  .fault {
    color: var(--alert);
  }

  .list {
    max-height: 40dvh;
    margin-block: 12px;
    overflow: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    padding: 6px 8px;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }

  footer {
    display: flex;
    justify-content: end;
    gap: 8px;
    margin-top: 12px;
  }
`;
