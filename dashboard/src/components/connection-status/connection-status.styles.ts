import { css } from 'lit';

export const connectionStatusStyles = css`
  p {
    font-size: 13px;
    white-space: nowrap;
  }

  b {
    font-weight: 550;
    color: var(--ink);
  }

  .lost {
    padding: 4px 10px;
    border: 1px solid var(--alert-line);
    border-radius: var(--radius-small);
    background: var(--alert-back);
    color: var(--alert);
    font-weight: 550;
    white-space: normal;
  }
`;
