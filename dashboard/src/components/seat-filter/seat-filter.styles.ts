import { css } from 'lit';

export const seatFilterStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    container-type: inline-size;
  }

  button {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 46px;
    border-color: var(--line);
    background: var(--panel);
    white-space: nowrap;
  }

  button[aria-pressed='true'] {
    border-color: var(--ink);
    box-shadow: inset 0 0 0 1px var(--ink);
  }

  .levels {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  .level {
    padding: 0 7px;
    color: var(--level, var(--ink-quiet));
  }

  .alert {
    --level: var(--alert);
  }

  .watch {
    --level: var(--watch);
  }

  .blind,
  .lost {
    --level: var(--blind);
  }

  #more {
    position: fixed;
    inset: auto;
    width: 280px;
    max-height: min(480px, 70dvh);
    margin: 0;
    padding: 12px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--panel);
    box-shadow: var(--shadow);
    color: var(--ink);
  }

  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 4px 0;
    font-weight: 650;
  }

  label {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    cursor: pointer;
  }

  label span:last-child {
    margin-inline-start: auto;
  }

  input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--focus);
  }

  @container (max-width: 780px) {
    .word {
      display: none;
    }
  }
`;
