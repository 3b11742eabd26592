import { css } from 'lit';

/** A form with groups of boxes to check, and what it says when something is wrong. */
export const formStyles = css`
  form {
    display: grid;
    gap: 12px;
  }

  fieldset {
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
  }

  .box {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    font-size: 14px;
  }

  .box input {
    flex: none;
    width: 20px;
    min-height: 20px;
    height: 20px;
    margin: 0;
  }

  .act {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--page);
  }

  /* What takes something away, pressed once. */
  .again {
    border-color: var(--alert-line);
    background: var(--alert-back);
    color: var(--alert);
  }

  .fault {
    color: var(--alert);
  }

  .fault:empty {
    display: none;
  }
`;
