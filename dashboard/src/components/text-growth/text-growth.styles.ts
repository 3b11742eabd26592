import { css } from 'lit';

export const textGrowthStyles = css`
  :host {
    display: grid;
    gap: 8px;
  }

  /* Time runs from left to right in every language. */
  .plot {
    position: relative;
    direction: ltr;
  }

  .chart {
    display: block;
    width: 100%;
    height: 180px;
    color: var(--curve);
    background: var(--panel);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
  }

  .chart path {
    stroke: currentColor;
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }

  .chart .left {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-dasharray: 6 4;
  }

  .chart .cursor {
    stroke: var(--focus);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }

  .most {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-start: 8px;
    padding-inline: 4px;
    border-radius: var(--radius-small);
    background: var(--panel);
    font-size: 12px;
    line-height: 16px;
  }

  .ends {
    display: flex;
    justify-content: space-between;
    font-size: 12px;
    line-height: 16px;
  }

  input {
    width: 100%;
    min-height: 44px;
    margin: 0;
    accent-color: var(--focus);
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    font-size: 13px;
    line-height: 20px;
  }

  .key li {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .key svg {
    flex: none;
    width: 28px;
    height: 16px;
    color: var(--curve);
    border: 1px solid currentColor;
    border-radius: 3px;
  }

  .key .line {
    border: none;
  }

  .key .line line {
    stroke: var(--ink);
    stroke-width: 2;
    stroke-dasharray: 6 4;
  }

  summary {
    min-height: 44px;
    padding-block: 12px;
    cursor: pointer;
  }

  table {
    border-collapse: collapse;
    font-size: 13px;
    line-height: 18px;
  }

  th,
  td {
    padding: 6px 16px 6px 0;
    text-align: end;
  }

  th {
    font-size: 12px;
    font-weight: inherit;
    color: var(--ink-quiet);
  }

  td {
    white-space: nowrap;
  }

  tbody tr {
    border-block-start: 1px solid var(--line);
  }

  .wide {
    overflow-x: auto;
  }
`;
