import { css } from 'lit';

export const devicesPageStyles = css`
  h2 {
    display: flex;
    align-items: center;
    gap: 16px;
    min-height: 44px;
    font-size: 15px;
  }

  h2 a {
    display: grid;
    align-items: center;
    min-height: 44px;
    font-size: 13px;
    font-weight: 400;
  }

  .bundle {
    display: grid;
    gap: 4px;
    max-width: 420px;
    justify-items: start;
    font-size: 12px;
  }

  a.act {
    display: grid;
    place-items: center;
    min-height: 44px;
    padding-inline: 16px;
    border: 1px solid var(--ink);
    border-radius: var(--radius-small);
    font-size: 14px;
    text-decoration: none;
  }
`;
