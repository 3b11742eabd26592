import { css } from 'lit';

export const userDialogStyles = css`
  .fault:not(:empty) {
    margin-block: 8px;
  }

  .more {
    display: grid;
    gap: 12px;
    margin-block-start: 16px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }

  .given {
    display: grid;
    gap: 8px;
    margin-block-end: 12px;
  }

  output {
    font:
      18px/28px ui-monospace,
      monospace;
    margin-inline-end: 12px;
    user-select: all;
  }
`;
