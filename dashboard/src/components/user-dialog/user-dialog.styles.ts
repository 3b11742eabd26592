import { css } from 'lit';

export const userDialogStyles = css`
  wa-dialog {
    --width: 520px;
  }

  h2 {
    font-size: 16px;
    line-height: 24px;
    margin-block-end: 12px;
  }

  form {
    display: grid;
    gap: 12px;
  }

  fieldset {
    display: grid;
    gap: 0;
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
  }

  .box {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    font-size: 14px;
  }

  .box input {
    width: 20px;
    min-height: 20px;
    height: 20px;
  }

  footer {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }

  .act {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--page);
  }

  .fault {
    color: var(--alert);
  }

  .fault:not(:empty) {
    margin-block: 8px;
  }

  .more {
    display: grid;
    gap: 12px;
    margin-block-start: 16px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }

  .again {
    border-color: var(--alert-line);
    background: var(--alert-back);
    color: var(--alert);
  }

  .given {
    display: grid;
    gap: 8px;
    margin-block-end: 12px;
  }

  output {
    font:
      18px/28px ui-monospace,
      monospace;
    margin-inline-end: 12px;
    user-select: all;
  }
`;
