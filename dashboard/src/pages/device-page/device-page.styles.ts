import { css } from 'lit';

export const devicePageStyles = css`
  main {
    grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr));
    align-items: start;
    max-width: 1600px;
  }

  section {
    display: grid;
    gap: 8px;
    min-width: 0;
    padding: 12px 16px;
  }

  .stack {
    display: grid;
    gap: 12px;
    min-width: 0;
  }

  .wide {
    grid-column: 1 / -1;
  }

  nav {
    display: flex;
    gap: 16px;
  }

  nav a {
    display: grid;
    align-items: center;
    min-height: 44px;
  }

  .help {
    font-size: 12px;
    line-height: 16px;
  }

  dl > div {
    display: grid;
    grid-template-columns: 120px minmax(0, 1fr);
    gap: 12px;
    font-size: 13px;
  }

  dd {
    overflow-wrap: anywhere;
  }

  .troubles {
    display: grid;
    gap: 6px;
    font-size: 13px;
  }

  .troubles time {
    display: block;
    font-size: 12px;
  }

  .ranges {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  .ranges [aria-pressed='true'] {
    background: var(--ink);
    color: var(--page);
  }
`;
