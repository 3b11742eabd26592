import { css } from 'lit';

/** What the dialogs share: heading with a close button, a foot with what can be done, and lines that are pressed. */
export const headedDialogStyles = css`
  wa-dialog {
    --width: min(520px, calc(100vw - 32px));
    --spacing: 16px;
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    margin-block: -4px 4px;
  }

  header h2 {
    font-size: 15px;
  }

  header button {
    display: grid;
    place-items: center;
    flex: none;
    padding: 0;
    margin-inline-end: -8px;
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-size: 12px;
  }

  .line {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 44px;
    cursor: pointer;
  }

  .line input {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--ink-quiet);
  }

  footer {
    display: flex;
    justify-content: end;
    gap: 8px;
  }

  footer button {
    min-width: 96px;
    border-color: var(--line-strong);
  }

  .act {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--panel);
    font-weight: 600;
  }

  .act:hover {
    background: var(--ink-quiet);
  }

  .fault {
    color: var(--alert);
    font-weight: 550;
  }

  .fault:empty {
    display: none;
  }

  kbd {
    display: inline-block;
    min-width: 28px;
    padding: 2px 6px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--hover);
    font: inherit;
    font-size: 12px;
    line-height: 16px;
    text-align: center;
  }
`;
