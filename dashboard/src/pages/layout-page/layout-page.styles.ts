import { css } from 'lit';

export const layoutPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100dvh;
  }

  main {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr) clamp(264px, 25vw, 352px);
    align-items: start;
    gap: 12px;
    padding: 12px;
  }

  .editor {
    position: sticky;
    top: 12px;
    display: flex;
    flex-direction: column;
    gap: 8px;
    height: calc(100dvh - 88px);
    min-height: 420px;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .bar button {
    border-color: var(--line-strong);
    background: var(--panel);
  }

  .bar button:disabled {
    color: var(--ink-quiet);
    border-color: var(--line);
    cursor: default;
  }

  .bar .act:not(:disabled) {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--panel);
  }

  .state {
    margin-inline-start: auto;
  }

  .fault {
    color: var(--alert);
  }

  .fault:empty {
    display: none;
  }

  invigil-layout-editor {
    flex: 1;
  }

  .said {
    min-height: 20px;
  }

  .side {
    display: grid;
    gap: 16px;
    padding: 12px;
  }

  .back {
    display: grid;
    place-items: center;
    min-height: 44px;
    white-space: nowrap;
  }

  @media (max-width: 760px) {
    main {
      grid-template-columns: minmax(0, 1fr);
    }

    .editor {
      position: static;
      height: auto;
    }

    invigil-layout-editor {
      height: 60dvh;
      flex: none;
    }
  }
`;
