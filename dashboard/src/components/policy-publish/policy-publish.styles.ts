import { css } from 'lit';

export const policyPublishStyles = css`
  :host {
    display: grid;
    gap: 12px;
  }

  form {
    display: grid;
    gap: 12px;
    justify-items: start;
  }

  fieldset {
    margin: 0;
    padding: 4px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
  }

  .box {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
  }

  input {
    width: 20px;
    height: 20px;
    margin: 0;
  }

  .again {
    border-color: var(--alert-line);
    background: var(--alert-back);
    color: var(--alert);
  }

  section {
    display: grid;
    gap: 8px;
    padding: 12px;
  }

  li {
    padding-block: 2px;
  }
`;
