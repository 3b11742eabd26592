import { css } from 'lit';

export const incidentItemStyles = css`
  :host {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    border-inline-start: 3px solid transparent;
  }

  :host([data-tone='alert']) {
    border-inline-start-color: var(--alert);
  }

  :host([data-tone='watch']) {
    border-inline-start-color: var(--watch-line);
  }

  :host([data-tone='blind']) {
    border-inline-start-color: var(--blind-line);
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

  .judge {
    grid-column: 3;
  }

  .actions {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding-block-end: 8px;
    padding-inline: 12px 8px;
  }

  .actions button {
    flex: 1 0 auto;
    padding: 0 8px;
    border-color: var(--line);
    border-radius: var(--radius-small);
    color: var(--ink);
  }

  .choice {
    grid-column: 1;
    display: grid;
    place-items: center;
    width: 44px;
    min-height: 44px;
    cursor: pointer;
  }

  .choice:hover {
    background: var(--hover);
  }

  .choice input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--ink-quiet);
  }

  .risk {
    grid-column: 2 / -1;
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 12px;
    line-height: 16px;
  }

  .bar {
    display: flex;
    gap: 2px;
  }

  .bar i {
    width: 7px;
    height: 10px;
    border: 1px solid var(--level);
  }

  .bar .full {
    background: var(--level);
  }

  .judged {
    grid-column: 2 / -1;
    font-size: 12px;
    line-height: 16px;
    color: var(--ink-quiet);
  }

  a {
    grid-column: 2;
    display: grid;
    grid-template-columns: 14px minmax(0, 1fr) auto;
    gap: 0 8px;
    align-items: baseline;
    min-height: 44px;
    padding: 8px 12px;
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
  }

  .watch {
    --level: var(--watch);
  }

  .blind {
    --level: var(--blind);
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

  /* The parts are told apart by their filling, which the system takes away. */
  @media (forced-colors: active) {
    .bar .full {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
