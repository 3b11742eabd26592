import { css } from 'lit';

export const evidencePictureStyles = css`
  :host {
    position: relative;
    display: grid;
    place-items: center;
    overflow: hidden;
    background: var(--hover);
    border-radius: var(--radius-small);
  }

  img {
    grid-area: 1 / 1;
    width: 100%;
    height: 100%;
    object-fit: contain;
    background: #0d0f11;
  }

  img:not(.shown) {
    visibility: hidden;
  }

  span {
    grid-area: 1 / 1;
    font-size: 12px;
  }
`;
