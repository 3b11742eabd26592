import { css } from 'lit';
import { formStyles } from './form.styles.js';

/** A form in a dialog. */
export const dialogStyles = [
  formStyles,
  css`
    wa-dialog {
      --width: 560px;
    }

    h2 {
      font-size: 16px;
      line-height: 24px;
      margin-block-end: 12px;
    }

    .pair {
      display: grid;
      grid-template-columns: 1fr 1fr;
      align-items: start;
      gap: 12px;
    }

    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 8px;
    }

    summary {
      min-height: 44px;
      line-height: 44px;
      cursor: pointer;
    }
  `,
];
