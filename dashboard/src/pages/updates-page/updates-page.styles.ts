import { css } from 'lit';

export const updatesPageStyles = css`
  h2 {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
    min-height: 32px;
    font-size: 15px;
  }

  h2 .quiet {
    font-size: 13px;
    font-weight: 400;
  }

  .hub {
    padding: 8px 12px;
    border-inline-start: 4px solid var(--line-strong);
  }

  .hub.held {
    border-inline-start-color: var(--ink);
  }
`;
