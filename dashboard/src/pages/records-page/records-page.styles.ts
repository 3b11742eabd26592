import { css } from 'lit';

/** What the pages of kept sessions share: width, tables, links that are targets. */
export const recordStyles = css`
  .wide {
    overflow-x: auto;
  }

  .panel {
    padding: 12px 16px;
  }

  section.panel {
    display: grid;
    gap: 8px;
    align-content: start;
  }

  h2 {
    font-size: 15px;
  }

  th,
  td {
    padding: 8px 12px 8px 0;
    text-align: start;
    vertical-align: middle;
  }

  td a,
  nav a,
  .back {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
  }

  td:has(a) {
    padding-block: 0;
  }

  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }

  code {
    font-family: ui-monospace, monospace;
    font-size: 12px;
    overflow-wrap: anywhere;
  }

  .fault {
    color: var(--alert);
    font-weight: 550;
  }

  .more {
    justify-self: center;
    border-color: var(--line-strong);
  }
`;
