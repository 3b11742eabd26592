import { css } from 'lit';

export const behaviourAnalysisStyles = css`
  .about {
    max-width: 76ch;
    margin-bottom: 8px;
    font-size: 12px;
    line-height: 18px;
  }

  .scroll {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    padding: 5px 12px 5px 0;
    text-align: start;
    vertical-align: top;
    font-weight: inherit;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }

  thead th {
    padding-top: 0;
    color: var(--ink-quiet);
    font-size: 12px;
    white-space: nowrap;
  }

  tbody tr {
    border-top: 1px solid var(--line);
  }

  tbody th {
    min-width: 132px;
  }

  td,
  tbody th {
    font-size: 13px;
    line-height: 18px;
  }

  small {
    display: block;
    color: var(--ink-quiet);
    font-size: 12px;
    line-height: 16px;
  }

  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .words {
    min-width: 104px;
  }

  .stands {
    color: var(--ink);
  }

  svg {
    display: block;
    overflow: visible;
    margin: 4px 0;
    color: var(--curve);
  }

  details {
    margin-top: 8px;
  }

  summary {
    display: flex;
    align-items: center;
    width: fit-content;
    min-height: 44px;
    cursor: pointer;
    text-decoration: underline dotted;
    text-underline-offset: 4px;
  }

  .failed {
    color: var(--ink-quiet);
  }

  .failed button {
    border-color: var(--line-strong);
    color: var(--ink);
  }
`;
