import { css, unsafeCSS } from 'lit';
import { GUTTER_PX, MARGIN_PX } from './risk-chart.js';

export const timeAxisStyles = css`
  :host {
    --gutter: ${unsafeCSS(GUTTER_PX)}px;
    --margin: ${unsafeCSS(MARGIN_PX)}px;
    min-width: 0;
  }

  /* Time runs to the right in every language, as in the chart. */
  .axis {
    position: relative;
    direction: ltr;
  }

  .chart {
    overflow: hidden;
    min-height: 176px;
  }

  .y {
    position: absolute;
    top: 6px;
    left: 0;
    font-size: 12px;
    line-height: 16px;
  }

  .row {
    display: flex;
    align-items: center;
    height: 28px;
    padding-inline-end: var(--margin);
    border-top: 1px solid var(--line);
  }

  .name {
    flex: none;
    width: var(--gutter);
    padding-inline-end: 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 12px;
  }

  .row ul {
    position: relative;
    flex: 1;
    height: 12px;
  }

  li {
    position: absolute;
    top: 0;
    height: 100%;
    min-width: 3px;
    border-radius: 2px;
    background: var(--ink-quiet);
  }

  .coverage li {
    border: 1px solid var(--blind);
    background: repeating-linear-gradient(135deg, var(--blind) 0 2px, var(--blind-back) 2px 5px);
  }

  .open {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }

  .conduct .open {
    background: var(--ink);
  }

  .none,
  .group {
    display: flex;
    align-items: center;
    min-height: 24px;
    border-top: 1px solid var(--line);
    font-size: 12px;
    line-height: 16px;
  }

  .sum {
    padding: 8px 0 0;
    font-size: 12px;
  }

  .gaps {
    position: absolute;
    inset-block-start: 24px;
    inset-inline: var(--gutter) var(--margin);
    height: 150px;
    pointer-events: none;
  }

  .gaps span {
    position: absolute;
    inset-block: 0;
    min-width: 2px;
    opacity: 0.35;
    background: repeating-linear-gradient(135deg, var(--blind) 0 1px, transparent 1px 6px);
  }

  .told li {
    width: 6px;
    min-width: 6px;
    margin-inline-start: -3px;
    border-radius: 50%;
    background: var(--focus);
    height: 6px;
    top: 3px;
  }

  .pointer {
    position: absolute;
    inset: 0 var(--margin) 0 var(--gutter);
    cursor: crosshair;
    touch-action: pan-y;
  }

  .line {
    position: absolute;
    top: 24px;
    bottom: 0;
    width: 1px;
    background: var(--focus);
  }
`;
