import { css } from 'lit';

export const appMenuStyles = css`
  .opener {
    display: grid;
    place-items: center;
    padding: 0;
  }

  #menu {
    inset: 56px 12px auto auto;
    width: 224px;
    margin: 0;
    padding: 8px 0;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--panel);
    color: var(--ink);
    box-shadow: var(--shadow);
  }

  nav a {
    display: grid;
    align-items: center;
    min-height: 44px;
    padding: 0 16px;
    text-decoration: none;
  }

  nav a:hover {
    background: var(--hover);
  }

  .who {
    padding: 4px 16px 8px;
    border-bottom: 1px solid var(--line);
  }

  .who:empty {
    display: none;
  }

  fieldset {
    margin: 0;
    padding: 8px 0;
    border: 0;
  }

  legend {
    padding: 8px 16px 0;
    font-size: 12px;
  }

  label {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    padding: 0 16px;
    cursor: pointer;
  }

  label:hover {
    background: var(--hover);
  }

  input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--ink-quiet);
  }

  .settings {
    width: 100%;
    padding: 0 16px;
    border-radius: 0;
    text-align: start;
  }

  .out {
    width: 100%;
    padding: 0 16px;
    border-top: 1px solid var(--line);
    border-radius: 0;
    text-align: start;
  }

  .failed {
    padding: 4px 16px;
    color: var(--alert);
  }
`;
