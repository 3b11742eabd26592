import { css } from 'lit';

/** The grid of a map, with the front and the doors on its edges as `map-edges.ts` draws them. It lies as the room does, whichever way its reader writes. */
export const mapEdgeStyles = css`
  .plan {
    --least: 28px;
    display: grid;
    gap: 8px;
    direction: ltr;
  }

  .plan.dense {
    gap: 4px;
  }

  .grid {
    display: grid;
    grid-template: subgrid / subgrid;
    min-height: 0;
  }

  .row {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: subgrid;
    min-height: 0;
  }

  .front,
  .door {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    min-width: 0;
    min-height: 0;
    color: var(--ink-quiet);
    font-size: 12px;
    line-height: 16px;
  }

  .front::before,
  .front::after {
    content: '';
    flex: 1;
    border: 0 solid var(--line-strong);
    border-block-start-width: 1px;
    opacity: 0.5;
  }

  .front.left,
  .front.right {
    writing-mode: vertical-rl;
  }

  .front.left {
    rotate: 180deg;
  }

  .door span {
    overflow: hidden;
    padding-inline: 6px;
    border: 1px solid var(--line-strong);
    border-radius: 3px;
    background: var(--panel);
    text-overflow: ellipsis;
  }

  .door.left,
  .door.right {
    writing-mode: vertical-rl;
  }
`;
