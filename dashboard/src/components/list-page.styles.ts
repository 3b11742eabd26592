import { css } from 'lit';

/** A page that is a form with what is asked for, and a table with the answer. */
export const listPageStyles = css`
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

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    line-height: 18px;
  }

  th {
    font-size: 12px;
    font-weight: inherit;
    color: var(--ink-quiet);
  }

  tbody tr {
    border-top: 1px solid var(--line);
  }

  .state:empty {
    display: none;
  }
`;
