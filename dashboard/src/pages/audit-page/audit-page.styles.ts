import { css } from 'lit';

export const auditPageStyles = css`
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

  th,
  td {
    padding: 8px 12px;
    text-align: start;
    vertical-align: top;
  }

  time {
    white-space: nowrap;
  }

  .subject {
    overflow-wrap: anywhere;
  }

  .older {
    justify-self: center;
  }
`;
