import { css } from 'lit';

export const readySeatStyles = css`
  :host {
    display: grid;
    grid-template-columns: 88px 116px minmax(0, 5fr) minmax(0, 3fr);
    gap: 4px 16px;
    align-items: start;
    padding: 8px 16px;
    border-block-start: 1px solid var(--line);
    border-inline-start: 4px solid transparent;
    break-inside: avoid;
  }

  :host([data-verdict='not-ready']) {
    border-inline-start-color: var(--alert-line);
  }

  :host([data-verdict='warning']) {
    border-inline-start-color: var(--watch-line);
  }

  h3 a {
    display: inline-block;
    min-height: 24px;
    min-width: 24px;
  }

  .verdict {
    display: flex;
    align-items: center;
    gap: 6px;
    font-weight: 550;
  }

  :host([data-verdict='not-ready']) .verdict {
    color: var(--alert);
  }

  :host([data-verdict='warning']) .verdict {
    color: var(--watch);
  }

  :host([data-verdict='ready']) .verdict {
    color: var(--ink-quiet);
  }

  .findings {
    display: grid;
    gap: 6px;
  }

  li {
    display: grid;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--watch-line);
  }

  li.not-ready {
    border-inline-start-color: var(--alert-line);
  }

  b {
    font-weight: 550;
  }

  .told {
    font-size: 12px;
    line-height: 18px;
  }

  .told span {
    display: inline-block;
    margin-inline-end: 10px;
  }

  @media (max-width: 900px) {
    :host {
      grid-template-columns: 1fr 1fr;
    }

    .findings,
    .told {
      grid-column: 1 / -1;
    }
  }

  @media print {
    :host {
      padding-block: 4px;
      grid-template-columns: 60px 90px minmax(0, 5fr) minmax(0, 3fr);
    }
  }
`;
