import { css } from 'lit';

export const auditPageStyles = css`
  main {
    display: grid;
    gap: 12px;
    max-width: 1280px;
    margin: 0 auto;
    padding: 12px;
  }

  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 12px;
  }

  select,
  input {
    min-width: 200px;
  }

  .export {
    display: grid;
    align-items: center;
    min-height: 44px;
    margin-inline-start: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    line-height: 18px;
  }

  th,
  td {
    padding: 8px 12px;
    text-align: start;
    vertical-align: top;
  }

  th {
    font-size: 12px;
    font-weight: inherit;
    color: var(--ink-quiet);
  }

  tbody tr {
    border-top: 1px solid var(--line);
  }

  time {
    white-space: nowrap;
  }

  .subject {
    overflow-wrap: anywhere;
  }

  .state:empty {
    display: none;
  }

  .older {
    justify-self: center;
  }
`;
