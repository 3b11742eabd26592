import { css } from 'lit';

export const searchDialogStyles = css`
  wa-dialog {
    --width: min(600px, calc(100vw - 32px));
  }

  label {
    display: grid;
    gap: 4px;
    font-size: 12px;
  }

  input {
    width: 100%;
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--panel);
    color: inherit;
    font: inherit;
    font-size: 16px;
  }

  .say {
    min-height: 20px;
    padding-block: 8px;
    font-size: 12px;
    line-height: 16px;
  }

  ul {
    max-height: 50dvh;
    overflow-y: auto;
  }

  [role='option'] {
    display: grid;
    grid-template-columns: 14px minmax(0, 1fr) auto;
    gap: 0 8px;
    align-items: center;
    min-height: 44px;
    padding: 4px 12px;
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  [role='option']:hover {
    background: var(--hover);
  }

  [aria-selected='true'] {
    background: var(--hover);
    box-shadow: inset 0 0 0 2px var(--focus);
  }

  .alert {
    --level: var(--alert);
  }

  .watch {
    --level: var(--watch);
  }

  .blind {
    --level: var(--blind);
  }

  .mark {
    color: var(--level, var(--ink-quiet));
  }

  .label {
    font-weight: 700;
  }

  .more {
    font-size: 12px;
    color: var(--ink-quiet);
  }
`;
