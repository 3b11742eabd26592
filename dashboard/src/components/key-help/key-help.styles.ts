import { css } from 'lit';

export const keyHelpStyles = css`
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px 16px;
    align-items: baseline;
    margin: 0 0 12px;
  }

  dt {
    text-align: end;
    white-space: nowrap;
  }

  dd {
    margin: 0;
  }

  .off {
    opacity: 0.75;
  }

  .why {
    font-size: 12px;
    line-height: 16px;
  }

  .line {
    border-block-start: 1px solid var(--line);
  }
`;
