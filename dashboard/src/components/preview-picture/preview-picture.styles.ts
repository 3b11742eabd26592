import { css } from 'lit';

export const previewPictureStyles = css`
  .frame {
    display: grid;
    place-items: center;
    aspect-ratio: 16 / 10;
    overflow: hidden;
    border-radius: var(--radius-small);
    background: #0d0f11;
  }

  .empty {
    background: var(--hover);
  }

  img {
    width: 100%;
    height: 100%;
    object-fit: contain;
  }

  figcaption {
    padding-top: 6px;
    font-size: 12px;
    line-height: 16px;
  }
`;
