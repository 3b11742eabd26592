import { css } from 'lit';

export const evidenceGalleryStyles = css`
  ul {
    display: grid;
    gap: 16px;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-bottom: 6px;
  }

  .head .figures {
    margin-inline-start: auto;
    font-size: 12px;
    white-space: nowrap;
  }

  .alert .mark {
    color: var(--alert);
  }

  .watch .mark {
    color: var(--watch);
  }

  .blind .mark {
    color: var(--blind);
  }

  .mark {
    flex: none;
  }

  .judged {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    font-size: 13px;
  }

  .judge {
    display: inline-block;
    min-width: 72px;
    margin-inline-start: auto;
    border-color: var(--line-strong);
    text-align: center;
  }

  .judge + .judge {
    margin-inline-start: 0;
  }

  .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(184px, 1fr));
    gap: 8px;
    margin: 0 -4px;
  }

  button {
    display: grid;
    gap: 4px;
    padding: 4px;
    text-align: start;
    font-size: 12px;
    line-height: 16px;
  }

  .flip {
    place-content: center;
    margin-bottom: 8px;
    padding: 0 12px;
    border-color: var(--line-strong);
    font-size: inherit;
  }

  invigil-flip-book {
    margin-bottom: 8px;
  }

  invigil-evidence-picture {
    aspect-ratio: 16 / 10;
  }
`;
