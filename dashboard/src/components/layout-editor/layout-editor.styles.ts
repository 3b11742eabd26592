import { css } from 'lit';

export const layoutEditorStyles = css`
  :host {
    min-width: 0;
    min-height: 0;
    overflow: auto;
  }

  .plan {
    --least: 44px;
    position: relative;
    width: 100%;
    height: 100%;
    padding: 4px;
  }

  .spot {
    display: grid;
    place-items: center;
    min-width: 0;
    overflow: hidden;
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    font-weight: 650;
    user-select: none;
  }

  .seat {
    border: 1px solid var(--line-strong);
    background: var(--panel);
    cursor: grab;
    touch-action: none;
  }

  .seat:hover {
    background: var(--hover);
  }

  .held {
    z-index: 1;
    border-color: var(--focus);
    background: var(--hover);
    box-shadow: var(--shadow);
    cursor: grabbing;
    opacity: 0.85;
  }

  .target {
    border: 2px solid var(--focus);
  }
`;
