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

  tfoot tr {
    border-top: 1px solid var(--line-strong);
    font-weight: 650;
  }
`;
