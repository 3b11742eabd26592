import { css } from 'lit';

export const roomMapStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
    min-height: 0;
  }

  .tools {
    flex: none;
    display: flex;
    align-items: start;
    gap: 8px;
  }

  invigil-seat-filter {
    flex: 1;
    min-width: 0;
  }

  .zoom {
    flex: none;
    display: flex;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--panel);
  }

  .zoom button {
    padding: 0 4px;
    border: 0;
  }

  .button {
    flex: none;
    display: grid;
    place-items: center;
    min-height: 46px;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--panel);
    text-decoration: none;
  }

  .button:hover {
    background: var(--hover);
  }

  invigil-seat-map {
    flex: 1;
  }

  .hidden {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }

  .hidden button {
    border-color: var(--line-strong);
  }
`;
