import { css } from 'lit';

export const undoNoticeStyles = css`
  :host {
    position: fixed;
    inset-block-end: 16px;
    inset-inline-end: 16px;
    z-index: 1;
  }

  .shown {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    max-width: min(640px, calc(100vw - 32px));
    min-height: 52px;
    padding-block: 4px;
    padding-inline: 16px 4px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--panel);
    box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
  }

  [role='status'] {
    padding-inline-end: 12px;
  }

  .undo {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }

  button {
    font-weight: 600;
    text-decoration: underline;
  }

  kbd {
    color: var(--ink-quiet);
    font: inherit;
    font-size: 12px;
  }
`;
