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
    font:
      12px/18px ui-monospace,
      monospace;
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
