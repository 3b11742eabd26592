import { css } from 'lit';

export const seatTileStyles = css`
  :host {
    container-type: size;
    position: relative;
    min-width: 0;
    min-height: 0;
  }

  a {
    display: flex;
    flex-direction: column;
    height: 100%;
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

  .hand {
    color: var(--ink);
  }

  .who,
  .what,
  .foot {
    font-size: 12px;
    line-height: 16px;
    color: var(--ink-quiet);
  }

  .who {
    flex: none;
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

  .foot {
    flex: none;
    display: flex;
    justify-content: space-between;
    gap: 8px;
    margin-top: auto;
    white-space: nowrap;
  }

  .share {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .short {
    display: none;
  }

  .share b {
    color: var(--blind);
    font-weight: 650;
  }

  .since {
    flex: none;
  }

  .amber,
  .orange,
  .red {
    font-weight: 650;
  }

  .amber {
    color: var(--watch);
  }

  .orange {
    color: var(--late);
  }

  .red {
    color: var(--alert);
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

  /* Less room: first the name and the words of what is seen well go, at last all but the mark and the seat's name. */
  @container (max-height: 98px) {
    a {
      padding-block: 4px;
    }

    .what {
      margin-top: 0;
      -webkit-line-clamp: 1;
    }

    .nobody {
      display: none;
    }

    .nobody + .what {
      -webkit-line-clamp: 2;
    }
  }

  @container (max-height: 80px) {
    .who {
      display: none;
    }

    .nobody + .what {
      -webkit-line-clamp: 1;
    }
  }

  @container (max-width: 139px) {
    .share .long,
    .foot:has(b) .since:not(.amber, .orange, .red) {
      display: none;
    }

    .share .short {
      display: inline;
    }
  }

  @container (max-width: 84px) or (max-height: 55px) {
    a {
      padding: 2px;
      align-items: center;
      justify-content: center;
    }

    .who,
    .what,
    .risk,
    .share,
    .since:not(.amber, .orange, .red),
    .time {
      display: none;
    }

    .top {
      flex-direction: column;
      gap: 0;
      min-height: 0;
      line-height: 16px;
      font-size: 12px;
    }

    .foot {
      position: absolute;
      inset-block-start: 1px;
      inset-inline-start: 3px;
      margin: 0;
      font-size: 9px;
      line-height: 10px;
    }

    /* Its mark says that it is silent. */
    .lost .foot {
      display: none;
    }
  }

  /* A flat tile has its mark beside its name. */
  @container (max-height: 40px) and (min-width: 48px) {
    .top {
      flex-direction: row;
      gap: 3px;
    }
  }
`;
