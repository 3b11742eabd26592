import { css } from 'lit';

export const centrePageStyles = css`
  main {
    max-width: 2400px;
  }

  .alone {
    max-width: 80ch;
  }

  .hubs {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 900px), 1fr));
    align-items: start;
    gap: 12px;
  }

  .hub {
    min-width: 0;
    border-inline-start: 4px solid var(--line-strong);
  }

  .hub.unheard {
    border-inline-start: 4px dashed var(--ink);
  }

  .head {
    justify-content: start;
    min-height: 44px;
    padding: 4px 12px;
  }

  h2 {
    font-size: 15px;
  }

  .standing {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .unheard .standing {
    font-weight: 650;
  }

  .open {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    margin-inline-start: auto;
  }

  .why {
    display: grid;
    gap: 4px;
    max-width: 80ch;
    padding: 0 12px 12px;
  }

  tbody th a {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    min-width: 44px;
  }

  td .parts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }

  .part {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    white-space: nowrap;
  }

  .part[data-level='alert'] {
    color: var(--alert);
    font-weight: 650;
  }

  .part[data-level='watch'] {
    color: var(--watch);
  }

  .part[data-level='blind'] {
    color: var(--blind);
  }

  /* The columns of all hubs stand under each other. */
  table {
    table-layout: fixed;
    min-width: 840px;
  }

  thead th:nth-child(2) {
    width: 9%;
  }

  thead th:nth-child(3) {
    width: 28%;
  }

  th,
  td {
    overflow-wrap: anywhere;
  }
`;
