import { css } from 'lit';

export const seatFactsStyles = css`
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
    gap: 8px 16px;
  }

  dt {
    font-size: 12px;
    line-height: 16px;
  }
`;
