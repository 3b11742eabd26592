import { css } from 'lit';

export const pictureDialogStyles = css`
  wa-dialog {
    --width: min(880px, calc((100vh - 220px) * 1.6));
    --spacing: 12px;
  }

  header,
  footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }

  header {
    margin-bottom: 8px;
    padding-inline-start: 4px;
  }

  h2 {
    font-size: 15px;
  }

  header button {
    display: grid;
    place-items: center;
    padding: 0;
  }

  footer {
    margin-top: 8px;
  }

  footer button {
    min-width: 96px;
    border-color: var(--line-strong);
  }

  button:disabled {
    border-color: var(--line);
    color: var(--ink-quiet);
    opacity: 0.5;
    cursor: default;
  }

  invigil-evidence-picture {
    aspect-ratio: 16 / 10;
  }
`;
