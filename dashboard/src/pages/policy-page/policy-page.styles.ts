import { css } from 'lit';

export const policyPageStyles = css`
  .head label {
    display: grid;
    gap: 4px;
    font-size: 12px;
  }

  .tabs {
    display: flex;
    gap: 4px;
    border-block-end: 1px solid var(--line);
  }

  .tabs button {
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
  }

  .tabs button[aria-selected='true'] {
    border-block-end-color: var(--ink);
    font-weight: 600;
  }

  .keep {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 12px;
    padding: 10px 12px;
    box-shadow: var(--shadow);
  }

  .keep p {
    flex: 1 1 220px;
    align-self: center;
  }

  .keep label {
    max-width: 220px;
  }
`;
