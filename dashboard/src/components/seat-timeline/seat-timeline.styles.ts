import { css } from 'lit';

export const seatTimelineStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-bottom: 8px;
  }

  .head h2 {
    margin-inline-end: auto;
  }

  .head > .quiet {
    font-size: 12px;
  }

  .note {
    padding-top: 4px;
    font-size: 12px;
  }

  .note button {
    border-color: var(--line-strong);
    color: var(--ink);
  }

  .ranges {
    display: flex;
    flex-wrap: wrap;
  }

  .ranges button {
    min-width: 52px;
    color: var(--ink-quiet);
    font-size: 13px;
  }

  .ranges button[aria-pressed='true'] {
    background: var(--hover);
    color: var(--ink);
    font-weight: 550;
  }

  .failed {
    color: var(--ink-quiet);
  }

  .failed button {
    border-color: var(--line-strong);
    color: var(--ink);
  }

  button[aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
`;
