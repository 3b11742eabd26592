import { css } from 'lit';

export const roomPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
  }

  main {
    flex: 1;
    display: grid;
    grid-template-columns: clamp(264px, 25vw, 352px) minmax(0, 1fr);
    gap: 12px;
    min-height: 0;
    padding: 12px;
  }

  .queue {
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow: hidden;
  }

  invigil-incident-queue {
    flex: 1;
  }

  .map {
    min-height: 0;
  }

  invigil-room-map {
    height: 100%;
  }

  span[slot='facts'] {
    display: flex;
    gap: 16px;
  }

  .blind {
    color: var(--blind);
    font-weight: 650;
  }

  nav {
    display: flex;
  }

  nav a {
    display: grid;
    place-items: center;
    min-width: 44px;
    min-height: 44px;
    padding: 0 10px;
    color: var(--ink-quiet);
    text-decoration: none;
  }

  nav a[aria-current] {
    color: var(--ink);
    box-shadow: inset 0 -2px var(--ink);
  }

  @media (max-width: 760px) {
    :host {
      height: auto;
      min-height: 100dvh;
    }

    main {
      grid-template-columns: minmax(0, 1fr);
    }

    .queue {
      max-height: 40dvh;
    }
  }
`;
