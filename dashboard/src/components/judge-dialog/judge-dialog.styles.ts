import { css } from 'lit';

export const judgeDialogStyles = css`
  h2 {
    font-size: 15px;
  }

  .earlier {
    padding-top: 8px;
    border-top: 1px solid var(--line);
    font-size: 13px;
    line-height: 18px;
  }

  .earlier li {
    padding: 4px 0;
  }

  q {
    color: var(--ink-quiet);
  }
`;
