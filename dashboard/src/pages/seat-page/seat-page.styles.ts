import { css } from 'lit';

export const seatPageStyles = css`
  main {
    display: grid;
    grid-template-columns: clamp(288px, 29vw, 400px) minmax(0, 1fr);
    align-items: start;
    gap: 12px;
    max-width: 1680px;
    margin: 0 auto;
    padding: 12px;
  }

  .side,
  .wide {
    display: grid;
    gap: 12px;
    min-width: 0;
  }

  .panel {
    min-width: 0;
    padding: 12px 16px 16px;
  }

  .panel > h2,
  .panel > .head {
    margin-bottom: 8px;
  }

  .panel.picture {
    padding: 8px 8px 6px;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 12px;
  }

  .head > .quiet {
    font-size: 12px;
  }

  .head h2 {
    margin-inline-end: auto;
  }

  .back {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 44px;
    padding-inline-end: 12px;
    border-inline-end: 1px solid var(--line);
    color: var(--ink-quiet);
    text-decoration: none;
    white-space: nowrap;
  }

  .back:hover {
    color: var(--ink);
  }

  h1 {
    white-space: nowrap;
  }

  h1:focus {
    outline: none;
  }

  span[slot='facts'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 16px;
  }

  .now {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .alert {
    color: var(--alert);
  }

  .watch {
    color: var(--watch);
  }

  .blind,
  .lost {
    color: var(--blind);
  }

  @media (max-width: 760px) {
    main {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
