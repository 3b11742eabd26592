import { css } from 'lit';

export const seatCertificatesStyles = css`
  :host {
    display: grid;
    gap: 12px;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    min-height: 44px;
    border-block-start: 1px solid var(--line);
    font-size: 13px;
    overflow-wrap: anywhere;
  }

  .fault:empty {
    display: none;
  }

  .again {
    border-color: var(--alert-line);
    background: var(--alert-back);
    color: var(--alert);
  }

  .token {
    display: grid;
    gap: 8px;
  }

  .token code {
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    overflow-wrap: anywhere;
    user-select: all;
  }

  .token svg {
    width: min(240px, 100%);
  }
`;
