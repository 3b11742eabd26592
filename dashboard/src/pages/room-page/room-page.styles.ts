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
    grid-template-columns: clamp(300px, 25vw, 352px) minmax(0, 1fr);
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

  invigil-queue-desk {
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
