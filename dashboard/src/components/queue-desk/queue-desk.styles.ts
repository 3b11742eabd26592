import { css } from 'lit';

export const queueDeskStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }

  invigil-incident-queue {
    flex: 1;
  }

  .tools {
    display: flex;
  }

  .tools button {
    display: grid;
    place-items: center;
    padding: 0;
    color: var(--ink-quiet);
  }

  .tools button:hover,
  .tools [aria-pressed='true'] {
    color: var(--ink);
  }

  .tools [aria-pressed='true'] {
    background: var(--hover);
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }
`;
