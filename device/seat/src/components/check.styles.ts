import { css } from 'lit';

/** A check: what is to be done beside the picture, or below it where there is no room. */
export const checkStyles = css`
  .check {
    display: grid;
    gap: 1.5rem clamp(1.2rem, 3vw, 2.2rem);
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    align-items: start;
  }

  .alone {
    grid-template-columns: minmax(0, 1fr);
  }

  @media (max-width: 46rem) {
    .check {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  .said {
    min-block-size: 3.4rem;
  }
`;
