import { css } from 'lit';

export const healthChartsStyles = css`
  :host {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
    gap: 16px 24px;
  }

  figure {
    min-width: 0;
  }

  figcaption {
    display: grid;
    font-size: 13px;
    line-height: 18px;
  }

  b {
    font-weight: 550;
  }

  .point {
    min-height: 16px;
    font-size: 12px;
    line-height: 16px;
    text-align: end;
  }

  /* A chart's time runs from left to right in every language. */
  .plot {
    direction: ltr;
  }
`;
