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
    align-items: center;
    gap: 8px;
    min-height: 52px;
    padding: 4px 4px 4px 16px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--panel);
    box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
  }

  span {
    padding-inline-end: 12px;
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
