import type { SeatView } from '@invigil/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { mark } from '../../components/mark.js';
import { words } from '../../lib/words.js';
import { happeningNow } from '../../state/happening.js';
import { seatLevel } from '../../state/seat-level.js';

/** What is said of a seat in the bar of its page: level, what happens, risk, share that was seen. */
export function seatNow(seat: SeatView): TemplateResult {
  const level = seatLevel(seat);
  const what = happeningNow(seat);
  return html`<span class="now ${level}"
      >${mark(level)} <span><b>${words.level[level]}</b>${what === '' ? '' : `: ${what}`}</span></span
    >
    ${level === 'unwatched' ? nothing : html`<span>${words.risk} <b>${Math.round(seat.risk.score)}</b></span>`}
    <span class="quiet">${shareWord(seat)}</span>`;
}

function shareWord({ unwatched, watched }: SeatView): string {
  if (unwatched === true) return words.unwatchedByArrangement;
  return watched === null ? words.notYetWatched : words.watchedShare(words.percent(watched));
}
