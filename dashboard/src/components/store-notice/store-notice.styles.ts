import { css } from 'lit';

export const storeNoticeStyles = css`
  section {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--alert-line);
    background: var(--alert-back);
    color: var(--ink);
  }

  b {
    flex-basis: 100%;
    color: var(--alert);
    font-weight: 650;
  }
`;
