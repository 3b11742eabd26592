import { css } from 'lit';

export const incidentItemStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
  }

  button {
    padding: 0 10px;
    border-radius: 0;
    color: var(--ink-quiet);
    font-size: 12px;
  }

  button:hover {
    color: var(--ink);
  }

  button:focus-visible {
    outline-offset: -2px;
  }

  .judged {
    grid-column: 2 / -1;
    font-size: 12px;
    line-height: 16px;
    color: var(--ink-quiet);
  }

  a {
    display: grid;
    grid-template-columns: 14px minmax(0, 1fr) auto;
    gap: 0 8px;
    align-items: baseline;
    min-height: 44px;
    padding: 8px 12px;
    border-inline-start: 3px solid transparent;
    text-decoration: none;
  }

  a:hover {
    background: var(--hover);
  }

  a:focus-visible {
    outline-offset: -2px;
  }

  .mark {
    align-self: center;
    color: var(--level);
  }

  .what {
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .label {
    font-weight: 700;
    margin-inline-end: 2px;
  }

  .who {
    grid-column: 2;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .who,
  .start {
    font-size: 12px;
    line-height: 16px;
    color: var(--ink-quiet);
  }

  time {
    text-align: end;
  }

  .alert {
    --level: var(--alert);
    border-inline-start-color: var(--alert);
  }

  .watch {
    --level: var(--watch);
    border-inline-start-color: var(--watch-line);
  }

  .blind {
    --level: var(--blind);
    border-inline-start-color: var(--blind-line);
  }

  .ended {
    --level: var(--ink-quiet);
    color: var(--ink-quiet);
    font-size: 13px;

    .what,
    .label {
      font-weight: inherit;
    }
  }
`;
