import { css } from 'lit';

export const alertSettingsStyles = css`
  .why {
    font-size: 12px;
    line-height: 16px;
  }

  ul {
    margin-block: 8px;
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 8px;
    padding-block: 4px;
    border-block-start: 1px solid var(--line);
  }

  li button {
    border-color: var(--line-strong);
  }

  li p {
    grid-column: 1 / -1;
    padding-block-end: 8px;
    padding-inline-start: 30px;
    font-size: 12px;
    line-height: 16px;
  }

  li p:empty {
    display: none;
  }

  .inset {
    padding-inline-start: 30px;
  }

  section + section {
    margin-block-start: 16px;
    padding-block-start: 8px;
    border-block-start: 1px solid var(--line);
  }
`;
