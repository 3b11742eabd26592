import { css } from 'lit';

export const seatMapStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }

  .front {
    flex: none;
    display: flex;
    align-items: center;
    gap: 12px;
    height: 24px;
    margin-bottom: 8px;
    color: var(--ink-quiet);
    font-size: 12px;
  }

  .front::before,
  .front::after {
    content: '';
    flex: 1;
    border-top: 1px solid var(--line-strong);
    opacity: 0.5;
  }

  .grid {
    flex: 1;
    display: grid;
    grid-template-columns: repeat(var(--columns), minmax(44px, 280px));
    grid-template-rows: repeat(var(--rows), minmax(44px, 160px));
    justify-content: center;
    gap: 8px;
    min-height: 0;
  }

  .row {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: subgrid;
    min-height: 0;
  }

  .none {
    margin: auto;
    padding: 32px;
  }
`;
