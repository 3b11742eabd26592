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
    align-items: baseline;
    justify-content: space-between;
    padding: 10px 15px;
    border-bottom: 1px solid var(--line);
  }

  .head span {
    font-size: 12px;
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
`;
