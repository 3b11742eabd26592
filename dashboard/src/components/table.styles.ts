import { css } from 'lit';

/** A page that is a table with a head line above it. */
export const tableStyles = css`
  main {
    display: grid;
    gap: 12px;
    max-width: 1360px;
    margin-inline: auto;
    padding: 12px;
  }

  main > * {
    min-width: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }

  .head > p {
    flex: 1 1 320px;
  }

  button {
    border-color: var(--line-strong);
  }

  .act {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--page);
  }

  .act:hover {
    background: var(--ink-quiet);
  }

  .fault {
    color: var(--alert);
  }

  .said:empty {
    display: none;
  }

  .scrolls {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    line-height: 18px;
  }

  th,
  td {
    padding: 6px 12px;
    text-align: start;
    vertical-align: middle;
  }

  thead th {
    font-size: 12px;
    font-weight: inherit;
    color: var(--ink-quiet);
  }

  tbody th {
    font-weight: 550;
  }

  tbody tr {
    border-block-start: 1px solid var(--line);
  }

  .end {
    text-align: end;
  }
`;
