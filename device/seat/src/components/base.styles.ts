import { css } from 'lit';

/** What every component of the page shares: boxes, focus, buttons, cards and text for screen readers only. */
export const baseStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
  }

  [hidden] {
    display: none !important;
  }

  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 3px;
  }

  /* A heading gets the focus by itself when its step begins: nothing to press. */
  h1:focus-visible {
    outline: none;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  h1 {
    font-size: 1.9rem;
    line-height: 1.2;
    font-weight: 680;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  h2 {
    font-size: 1.1rem;
    line-height: 1.35;
    font-weight: 650;
  }

  p {
    text-wrap: pretty;
  }

  a {
    color: var(--accent);
  }

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: max(48px, 2.9rem);
    min-inline-size: 48px;
    padding: 0.4em 1.3em;
    border: 1.5px solid var(--line-strong);
    border-radius: 999px;
    background: var(--panel);
    color: var(--ink);
    font: inherit;
    font-weight: 560;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition: background var(--quick);
  }

  button:hover {
    background: var(--soft);
  }

  button.first {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 640;
  }

  button.first:hover {
    filter: brightness(1.07);
  }

  button.plain {
    border-color: transparent;
    background: none;
    color: var(--ink-quiet);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
  }

  .card {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    padding: clamp(1.1rem, 3vw, 2rem);
  }

  .stack {
    display: grid;
    gap: 1.1rem;
  }

  .lead {
    font-size: 1.1rem;
  }

  .quiet {
    color: var(--ink-quiet);
  }

  .care {
    background: var(--care-soft);
    border: 1px solid var(--care-line);
    border-radius: var(--radius-small);
    padding: 0.7rem 1rem;
    color: var(--ink);
  }

  .well {
    background: var(--accent-soft);
    border: 1px solid var(--accent);
    border-radius: var(--radius-small);
    padding: 0.7rem 1rem;
  }

  ul.list {
    display: grid;
    gap: 0.35rem;
    padding-inline-start: 1.2rem;
  }

  .said-only {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
