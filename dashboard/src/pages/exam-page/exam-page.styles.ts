import { css } from 'lit';

export const examPageStyles = css`
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }

  .address {
    overflow-wrap: anywhere;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .acts a {
    display: inline-grid;
    align-items: center;
    min-height: 44px;
    margin-inline: 8px;
  }

  .again {
    border-color: var(--alert-line);
    background: var(--alert-back);
    color: var(--alert);
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(340px, 2fr) minmax(0, 3fr);
    align-items: start;
    gap: 12px;
  }

  .columns > section {
    display: grid;
    gap: 12px;
    min-width: 0;
    padding: 12px;
  }

  .list {
    max-height: 64vh;
    overflow: auto;
    border-block-start: 1px solid var(--line);
  }

  .list li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(96px, 132px) auto;
    align-items: center;
    gap: 8px;
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
  }

  .who {
    min-width: 0;
    width: 100%;
    text-align: start;
    border-color: transparent;
    overflow: hidden;
  }

  .who span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 12px;
  }

  .who[aria-pressed='true'] {
    border-color: var(--focus);
    background: var(--hover);
  }

  .list select {
    width: 100%;
  }

  .warn {
    padding: 8px 12px;
    border: 1px solid var(--watch-line);
    border-radius: var(--radius-small);
    background: var(--watch-back);
    color: var(--watch);
  }

  @media (width < 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
