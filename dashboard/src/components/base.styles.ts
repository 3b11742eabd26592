import { css } from 'lit';

/** What every component of the app shares: boxes, focus, buttons, figures, and text for screen readers only. */
export const baseStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul {
    list-style: none;
  }

  h1 {
    font-size: 16px;
    line-height: 24px;
    font-weight: 650;
  }

  h2 {
    font-size: 13px;
    line-height: 20px;
    font-weight: 650;
  }

  h3 {
    font-size: 13px;
    line-height: 20px;
    font-weight: 550;
  }

  a {
    color: inherit;
  }

  button {
    min-height: 44px;
    min-width: 44px;
    padding: 0 12px;
    border: 1px solid transparent;
    border-radius: var(--radius-small);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  button:hover {
    background: var(--hover);
  }

  /* What is not live any more has no colour and no bright ground. */
  .stale {
    --panel: var(--hover);
    filter: grayscale(1);
  }

  .figures {
    font-variant-numeric: tabular-nums;
  }

  .quiet {
    color: var(--ink-quiet);
  }

  .panel {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  .said-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* What is pressed differs by its colours only, which the system takes away. */
  @media (forced-colors: active) {
    [aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
