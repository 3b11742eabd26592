import { css } from 'lit';

export const seatNotesStyles = css`
  :host,
  form {
    display: grid;
    gap: 8px;
  }

  .acts,
  .why {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
  }

  .acts label,
  .why label {
    flex: 1;
    min-width: 0;
  }

  select {
    width: 100%;
    min-width: 0;
  }

  li {
    padding-block: 8px;
    border-top: 1px solid var(--line);
  }

  .text {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  li .quiet {
    font-size: 12px;
  }

  .fault {
    color: var(--alert);
  }
`;
