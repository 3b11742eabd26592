import { css } from 'lit';

export const bulkDialogStyles = css`
  form,
  .result {
    display: grid;
    gap: 12px;
  }

  header {
    margin-block-end: 0;
  }

  .outcomes {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 4px;
  }

  .outcomes label {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 44px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    font-weight: 550;
    cursor: pointer;
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

  .words {
    display: grid;
    gap: 4px;
    font-size: 12px;
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

  .help {
    font-size: 13px;
    line-height: 18px;
  }

  li {
    padding-block: 6px;
    border-block-start: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
`;
