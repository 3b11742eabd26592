import { css } from 'lit';

export const seatTileStyles = css`
  :host {
    container-type: inline-size;
    min-width: 0;
    min-height: 0;
  }

  a {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 44px;
    padding: 8px 10px;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--panel);
    text-decoration: none;
  }

  a:hover {
    border-color: var(--line-strong);
  }

  .top {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 20px;
  }

  .mark {
    flex: none;
    color: var(--ink-quiet);
  }

  .label {
    font-weight: 650;
  }

  .arranged {
    color: var(--ink-quiet);
    font-weight: 650;
  }

  .risk {
    margin-inline-start: auto;
    color: var(--ink-quiet);
  }

  .who,
  .what,
  .share {
    font-size: 12px;
    line-height: 16px;
    color: var(--ink-quiet);
  }

  .who {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .what {
    flex: 0 1 auto;
    display: -webkit-box;
    margin-top: 4px;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .what b {
    font-weight: inherit;
  }

  .share {
    flex: none;
    overflow: hidden;
    text-overflow: ellipsis;
    margin-top: auto;
    text-align: end;
    white-space: nowrap;
  }

  .alert,
  .watch,
  .blind,
  .lost {
    .what,
    .mark,
    .risk {
      color: var(--level);
    }

    .what b,
    .risk {
      font-weight: 650;
    }

    background: var(--level-back);
    border-color: var(--level-line);
  }

  .alert {
    --level: var(--alert);
    --level-back: var(--alert-back);
    --level-line: var(--alert-line);
    box-shadow: inset 0 0 0 1px var(--level-line);
  }

  .watch {
    --level: var(--watch);
    --level-back: var(--watch-back);
    --level-line: var(--watch-line);
  }

  .blind,
  .lost {
    --level: var(--blind);
    --level-back: var(--blind-back);
    --level-line: var(--blind-line);
  }

  .lost {
    border-style: dashed;
  }

  .blind .risk,
  .lost .risk {
    color: var(--ink-quiet);
    font-weight: inherit;
  }

  .unwatched,
  .stopped,
  .never {
    background: none;
    border-style: dashed;
  }

  @container (max-width: 84px) {
    .who,
    .what,
    .share,
    .risk {
      display: none;
    }

    a {
      padding: 4px;
      justify-content: center;
    }

    .top {
      flex-direction: column;
      gap: 0;
    }
  }
`;
