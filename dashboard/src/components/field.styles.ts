import { css } from 'lit';

/** A field of a form with its label above it. */
export const fieldStyles = css`
  label {
    display: grid;
    gap: 4px;
    font-size: 12px;
  }

  select,
  input {
    min-height: 44px;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--panel);
    color: inherit;
    font: inherit;
    font-size: 14px;
  }

  textarea {
    padding: 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--panel);
    color: inherit;
    font: inherit;
    resize: vertical;
  }

  button {
    border-color: var(--line-strong);
  }
`;
