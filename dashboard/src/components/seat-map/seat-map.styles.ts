import { css } from 'lit';

export const seatMapStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: auto;
  }

  .plan {
    flex: none;
    box-sizing: border-box;
    width: calc(100% * var(--zoom));
    height: calc(100% * var(--zoom));
    max-width: calc(var(--columns) * 290px * max(1, var(--zoom)) + 60px);
    max-height: calc(var(--rows) * 170px * max(1, var(--zoom)) + 60px);
    margin-inline: auto;
    padding: 2px;
  }

  /* The map lies as the room does; what is written on it goes the reader's way. */
  :host(:dir(rtl)) invigil-seat-tile {
    direction: rtl;
  }

  .place {
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    opacity: 0.7;
  }

  .none {
    margin: auto;
    padding: 32px;
  }
`;
