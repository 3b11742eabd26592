import { css } from 'lit';

export const readyPageStyles = css`
  main {
    display: grid;
    gap: 12px;
    max-width: 1600px;
    margin-inline: auto;
    padding: 12px;
  }

  nav {
    flex-wrap: wrap;
  }

  .whole {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 24px;
    padding: 12px 16px;
  }

  .whole h2 {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 20px;
    line-height: 28px;
  }

  .whole[data-verdict='not-ready'] {
    border-color: var(--alert-line);
    background: var(--alert-back);
  }

  .whole[data-verdict='not-ready'] h2 {
    color: var(--alert);
  }

  .whole[data-verdict='warning'] {
    border-color: var(--watch-line);
    background: var(--watch-back);
  }

  .whole[data-verdict='warning'] h2 {
    color: var(--watch);
  }

  .tools,
  .tools > div {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .tools button {
    border-color: var(--line-strong);
  }

  .filter {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .filter[aria-pressed='true'] {
    background: var(--ink);
    color: var(--page);
  }

  .print {
    margin-inline-start: auto;
  }

  .fault {
    color: var(--alert);
  }

  .fault button {
    border-color: var(--line-strong);
  }

  .board {
    overflow: hidden;
  }

  .board > :first-child {
    border-block-start: 0;
  }

  .none {
    padding: 16px;
  }

  .printed {
    display: none;
  }

  @media print {
    invigil-top-bar nav,
    .tools {
      display: none;
    }

    main {
      padding: 0;
    }

    .printed {
      display: block;
    }
  }
`;
