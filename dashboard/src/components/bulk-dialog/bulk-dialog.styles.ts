import { css } from 'lit';

export const bulkDialogStyles = css`
  .result {
    display: grid;
    gap: 12px;
  }

  header {
    margin-block-end: 0;
  }

  li {
    padding-block: 6px;
    border-block-start: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
`;
