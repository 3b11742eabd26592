import { css } from 'lit';

export const flipBookStyles = css`
  :host {
    max-width: 640px;
  }

  .stage {
    border-radius: var(--radius-small);
  }

  invigil-evidence-picture {
    aspect-ratio: 16 / 10;
  }

  .said {
    padding-block: 8px 4px;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .acts button,
  select {
    min-height: 44px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--panel);
    color: inherit;
    font: inherit;
  }

  .play {
    min-width: 88px;
  }

  label {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
    font-size: 12px;
  }

  button[aria-disabled='true'] {
    border-color: var(--line);
    color: var(--ink-quiet);
    cursor: default;
  }

  .keys {
    padding-top: 6px;
    font-size: 12px;
  }
`;
