import { css } from 'lit';

export const judgeDialogStyles = css`
  wa-dialog {
    --width: min(520px, calc(100vw - 32px));
    --spacing: 16px;
  }

  form {
    display: grid;
    gap: 12px;
  }

  h2 {
    font-size: 15px;
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .outcomes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(96px, 1fr));
    gap: 4px;
  }

  .outcomes label {
    justify-content: center;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    font-weight: 550;
  }

  .outcomes label:has(:checked) {
    border-color: var(--ink);
    background: var(--hover);
    box-shadow: inset 0 0 0 1px var(--ink);
  }

  .outcomes label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .outcomes input {
    position: absolute;
    opacity: 0;
  }

  label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    cursor: pointer;
  }

  label:hover {
    background: var(--hover);
  }

  kbd {
    color: var(--ink-quiet);
    font: inherit;
    font-size: 12px;
  }

  .help {
    font-size: 13px;
    line-height: 18px;
  }

  legend {
    padding: 0;
    font-size: 12px;
  }

  .reasons label {
    padding: 0 8px;
    margin: 0 -8px;
    border-radius: var(--radius-small);
  }

  .words {
    display: grid;
    gap: 4px;
    justify-items: stretch;
    cursor: auto;
    font-size: 12px;
  }

  .words:hover {
    background: none;
  }

  textarea {
    width: 100%;
    padding: 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--panel);
    color: inherit;
    font: inherit;
    font-size: 14px;
    resize: vertical;
  }

  .fault {
    color: var(--alert);
    font-weight: 550;
  }

  .fault:empty {
    display: none;
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

  .earlier {
    padding-top: 8px;
    border-top: 1px solid var(--line);
    font-size: 13px;
    line-height: 18px;
  }

  .earlier li {
    padding: 4px 0;
  }

  q {
    color: var(--ink-quiet);
  }
`;
