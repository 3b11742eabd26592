import { css } from 'lit';

export const contributionsTableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    padding: 6px 0;
    text-align: start;
    font-weight: inherit;
  }

  thead th {
    padding-top: 0;
    font-size: 12px;
    color: var(--ink-quiet);
  }

  .number {
    padding-inline-start: 12px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  tbody tr {
    border-top: 1px solid var(--line);
  }

  button {
    min-height: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: underline dotted;
    text-underline-offset: 4px;
    cursor: pointer;
  }

  .arithmetic {
    border-top: 0;
    font-size: 13px;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .arithmetic p {
    margin: 0 0 8px;
  }

  .pictures {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
  }

  tfoot tr:not(.arithmetic) {
    border-top: 1px solid var(--line-strong);
    font-weight: 650;
  }
`;
