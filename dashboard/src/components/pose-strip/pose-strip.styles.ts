import { css, unsafeCSS } from 'lit';
import { GUTTER_PX, MARGIN_PX } from '../time-axis/risk-chart.js';

export const poseStripStyles = css`
  :host {
    --gutter: ${unsafeCSS(GUTTER_PX)}px;
    --margin: ${unsafeCSS(MARGIN_PX)}px;
    direction: ltr;
    border-top: 1px solid var(--line);
    font-size: 12px;
    line-height: 16px;
  }

  .none {
    display: flex;
    align-items: center;
    min-height: 24px;
  }

  .name {
    flex: none;
    width: var(--gutter);
    padding-inline-end: 8px;
  }

  .strip {
    display: flex;
    padding: 6px var(--margin) 6px 0;
  }

  .strip .name {
    display: flex;
    justify-content: space-between;
  }

  .lanes,
  li {
    display: grid;
    grid-template-rows: repeat(4, 15px);
    gap: 1px;
  }

  .lanes {
    font-size: 11px;
    line-height: 15px;
    text-align: end;
    white-space: nowrap;
  }

  ul {
    position: relative;
    flex: 1;
    height: 63px;
  }

  li {
    position: absolute;
    top: 0;
    padding-inline-end: 1px;
  }

  .lane {
    display: flex;
    align-items: flex-end;
    background: var(--hover);
  }

  .lane > span {
    width: 100%;
    background: var(--curve);
  }

  .unread .lane {
    background: repeating-linear-gradient(135deg, var(--blind) 0 1px, var(--blind-back) 1px 5px);
  }
`;
