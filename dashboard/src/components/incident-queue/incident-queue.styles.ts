import { css } from 'lit';

export const incidentQueueStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow: hidden;
  }

  .head {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0 8px;
    min-height: 44px;
    padding-inline-start: 15px;
    border-bottom: 1px solid var(--line);
  }

  .head span {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    font-size: 12px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .order {
    padding: 6px 15px;
    border-bottom: 1px solid var(--line);
    font-size: 12px;
    line-height: 16px;
  }

  .all {
    width: 100%;
    border-bottom: 1px solid var(--line);
    border-radius: 0;
    font-size: 13px;
    text-align: start;
  }

  .list {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  li + li {
    border-top: 1px solid var(--line);
  }

  h3 {
    padding: 16px 15px 6px;
    border-bottom: 1px solid var(--line);
    font-size: 12px;
  }

  .none {
    padding: 20px 15px;
  }

  .behind {
    flex: none;
    display: flex;
    flex-direction: column;
    max-height: 60%;
    border-top: 1px solid var(--line);
  }

  .behind .list {
    max-height: 40dvh;
  }

  summary {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 4px 15px;
    color: var(--ink-quiet);
    font-size: 13px;
    line-height: 18px;
    cursor: pointer;
  }

  summary::before {
    content: '›';
    flex: none;
    transition: rotate var(--quick);
  }

  details[open] summary::before {
    rotate: 90deg;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary:hover {
    background: var(--hover);
  }

  summary:focus-visible {
    outline-offset: -2px;
  }

  .why {
    padding: 4px 15px 10px;
    border-bottom: 1px solid var(--line);
    font-size: 12px;
    line-height: 16px;
  }

  @media (prefers-reduced-motion: reduce) {
    summary::before {
      transition: none;
    }
  }
`;
