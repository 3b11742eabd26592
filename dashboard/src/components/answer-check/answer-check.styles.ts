import { css } from 'lit';

export const answerCheckStyles = css`
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(136px, 1fr));
    margin: 0 0 8px;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-size: 12px;
    line-height: 16px;
  }

  label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    cursor: pointer;
  }

  input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--ink-quiet);
  }

  .said {
    margin-bottom: 8px;
    font-size: 16px;
    line-height: 24px;
  }

  .said .quiet {
    display: block;
    font-size: 12px;
    line-height: 16px;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .acts button {
    border-color: var(--line-strong);
  }

  .start {
    min-width: 96px;
    font-weight: 550;
  }

  button[aria-disabled='true'] {
    color: var(--ink-quiet);
    cursor: default;
  }

  button[aria-disabled='true']:hover {
    background: none;
  }

  .status:not(:empty),
  .left {
    margin-top: 8px;
  }

  b {
    font-weight: 650;
  }

  ul {
    font-size: 12px;
    line-height: 18px;
  }

  h3 {
    margin-top: 12px;
  }

  li + li {
    margin-top: 4px;
  }
`;
