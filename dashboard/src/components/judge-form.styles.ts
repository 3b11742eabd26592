import { css } from 'lit';

/** A form that judges, within a dialog. */
export const judgeFormStyles = css`
  form {
    display: grid;
    gap: 12px;
  }

  .outcomes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(112px, 1fr));
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

  .outcomes kbd {
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink-quiet);
  }

  .help {
    font-size: 13px;
    line-height: 18px;
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
`;
