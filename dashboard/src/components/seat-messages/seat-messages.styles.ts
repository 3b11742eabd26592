import { css } from 'lit';

export const seatMessagesStyles = css`
  :host {
    display: grid;
    gap: 8px;
  }

  .hand {
    display: grid;
    gap: 8px;
    padding: 8px 12px;
    border: 1px solid var(--watch-line);
    border-radius: var(--radius-small);
    background: var(--watch-back);
    color: var(--watch);
  }

  .canned {
    display: grid;
    gap: 4px;
  }

  .canned button {
    text-align: start;
  }

  button[aria-pressed='true'] {
    background: var(--hover);
    font-weight: 550;
  }

  button[aria-disabled='true'] {
    border-color: var(--line);
    color: var(--ink-quiet);
    cursor: default;
  }

  form {
    display: flex;
    align-items: end;
    gap: 8px;
  }

  form label {
    flex: 1;
    min-width: 0;
  }

  input {
    width: 100%;
  }

  li {
    padding-block: 6px;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }

  .small {
    font-size: 12px;
  }

  .fault {
    color: var(--alert);
  }
`;
