import { css } from 'lit';

export const topBarStyles = css`
  header {
    display: flex;
    align-items: center;
    gap: 8px 24px;
    min-height: 52px;
    padding: 4px 8px 4px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--panel);
  }

  .title {
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: 0;
    margin-inline-end: auto;
  }

  .facts {
    white-space: nowrap;
  }

  invigil-connection-status {
    min-width: 0;
  }

  @media (max-width: 760px) {
    header {
      flex-wrap: wrap;
    }

    .title {
      width: 100%;
    }

    .facts {
      margin-inline-end: auto;
    }
  }

  invigil-app-menu {
    margin-inline-start: -12px;
  }
`;
