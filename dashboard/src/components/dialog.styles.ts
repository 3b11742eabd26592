import { css } from 'lit';

/** A form in a dialog. */
export const dialogStyles = css`
  wa-dialog {
    --width: 560px;
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
    flex: none;
    width: 20px;
    min-height: 20px;
    height: 20px;
    margin: 0;
  }

  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    align-items: start;
    gap: 12px;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
  }

  .act {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--page);
  }

  .again {
    border-color: var(--alert-line);
    background: var(--alert-back);
    color: var(--alert);
  }

  .fault {
    color: var(--alert);
  }

  .fault:empty {
    display: none;
  }

  summary {
    min-height: 44px;
    line-height: 44px;
    cursor: pointer;
  }
`;
