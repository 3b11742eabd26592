import { css } from 'lit';

export const replayPageStyles = css`
  form.choice {
    display: grid;
    gap: 12px;
  }

  select {
    max-width: 320px;
  }

  textarea {
    width: 100%;
    padding: 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--panel);
    color: inherit;
    font:
      12px/18px ui-monospace,
      monospace;
    resize: vertical;
  }

  .act {
    justify-self: start;
    border-color: var(--line-strong);
  }

  .vanished td:nth-child(3),
  .appeared td:nth-child(2) {
    color: var(--ink-quiet);
  }
`;
