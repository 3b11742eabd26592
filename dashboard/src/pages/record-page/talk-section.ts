import type { Hand, SeatMessage, SeatNote, SessionReport } from '@invigil/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { recordsWords } from '../../lib/records-words.js';
import { dayAndTime } from '../../lib/times.js';

/** What people said at the seat in the session, oldest first. */
export function talkSection({ talk }: SessionReport): TemplateResult {
  const said = [
    ...(talk?.notes ?? []).map((note) => ({ at: note.at, line: noteLine(note) })),
    ...(talk?.messages ?? []).map((message) => ({ at: message.sentAt, line: messageLine(message) })),
    ...(talk?.hands ?? []).map((hand) => ({ at: hand.raisedAt, line: handLine(hand) })),
  ];
  if (said.length === 0) return html`<p class="quiet">${recordsWords.nobodySaid}</p>`;
  return html`<ul role="list">
    ${said.toSorted((a, b) => a.at - b.at).map(({ line }) => html`<li>${line}</li>`)}
  </ul>`;
}

function noteLine({ at, by, struck, words }: SeatNote): TemplateResult {
  return html`<span class="quiet figures">${recordsWords.noteBy(by, dayAndTime(at))}</span><br />
    ${
      struck === null
        ? html`<q>${words}</q>`
        : html`<s><q>${words}</q></s
            >, ${recordsWords.struckBy(dayAndTime(struck.at), struck.reason)}`
    }`;
}

function messageLine({ by, reason, sentAt, state, words }: SeatMessage): TemplateResult {
  return html`<span class="quiet figures">${recordsWords.messageBy(by, dayAndTime(sentAt))}</span><br />
    <q>${words}</q>, ${recordsWords.messageState[state]}${reason === null ? nothing : `: ${reason}`}`;
}

function handLine({ answered, raisedAt, words }: Hand): TemplateResult {
  return html`<span class="quiet figures">${recordsWords.handAt(dayAndTime(raisedAt))}</span><br />
    ${words === null ? nothing : html`<q>${words}</q>, `}${
      answered === null
        ? recordsWords.notAnswered
        : recordsWords.answeredBy(answered.by, dayAndTime(answered.at))
    }`;
}
