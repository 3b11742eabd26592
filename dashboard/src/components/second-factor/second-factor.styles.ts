import { css } from 'lit';

export const secondFactorStyles = css`
  :host,
  form {
    display: grid;
    gap: 12px;
  }

  form {
    max-width: 360px;
  }

  /* Dark on light in every theme, as programs that read it expect. */
  wa-qr-code {
    justify-self: start;
    padding: 12px;
    background: #fff;
  }

  code {
    overflow-wrap: anywhere;
    font-size: 14px;
  }

  .codes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
    gap: 4px 16px;
  }

  .fault {
    color: var(--alert);
    font-weight: 550;
  }

  .fault:empty {
    display: none;
  }
`;
