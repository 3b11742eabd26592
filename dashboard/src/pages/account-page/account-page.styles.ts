import { css } from 'lit';

export const accountPageStyles = css`
  main {
    display: grid;
    gap: 12px;
    max-width: 720px;
    margin: 0 auto;
    padding: 12px;
  }

  .panel {
    display: grid;
    gap: 8px;
    padding: 12px 16px;
  }

  form {
    display: grid;
    gap: 12px;
    max-width: 360px;
  }

  .all {
    justify-self: start;
  }

  li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 52px;
  }

  li + li {
    border-top: 1px solid var(--line);
  }

  .fault {
    color: var(--alert);
    font-weight: 550;
  }
`;
