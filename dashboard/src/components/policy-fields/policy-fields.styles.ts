import { css } from 'lit';

export const policyFieldsStyles = css`
  .find {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 20px;
    margin-block-end: 12px;
  }

  .find input[type='search'] {
    width: min(320px, 80vw);
  }

  .check {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    font-size: 14px;
  }

  input[type='checkbox'] {
    width: 20px;
    min-height: 20px;
    height: 20px;
    margin: 0;
  }

  .groups {
    display: grid;
    gap: 8px;
  }

  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: 44px;
    padding-inline: 12px;
    cursor: pointer;
    font-weight: 550;
  }

  summary::before {
    content: '▸';
    width: 12px;
    color: var(--ink-quiet);
  }

  details[open] > summary::before {
    content: '▾';
  }

  summary .quiet {
    font-weight: 400;
  }

  ul {
    border-block-start: 1px solid var(--line);
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 180px minmax(0, 300px);
    align-items: center;
    gap: 4px 16px;
    padding: 6px 12px;
  }

  li + li {
    border-block-start: 1px solid var(--line);
  }

  li label {
    font-size: 14px;
    gap: 0;
  }

  code {
    font-size: 12px;
    color: var(--ink-quiet);
    overflow-wrap: anywhere;
  }

  li input:not([type='checkbox']) {
    width: 100%;
  }

  li input[aria-invalid='true'] {
    border-color: var(--alert-line);
  }

  .hint {
    font-size: 12px;
    line-height: 16px;
  }

  .fault {
    grid-column: 2 / -1;
    color: var(--alert);
    font-size: 13px;
  }

  .fault:empty {
    display: none;
  }

  .edited {
    box-shadow: inset 3px 0 var(--focus);
  }

  @media (width < 760px) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }

    .fault {
      grid-column: 1;
    }
  }
`;
