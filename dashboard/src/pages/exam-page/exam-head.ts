import type { ExamDetail, RoomView, SeatView } from '@invigil/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { examWords } from '../../lib/exam-words.js';
import { pathOf } from '../../lib/route.js';
import { dayAndTime } from '../../lib/times.js';

/** What can be done with an exam as a whole. */
export type ExamAct = 'open' | 'close' | 'remove';

type Head = {
  exam: ExamDetail;
  rooms: readonly RoomView[];
  may: boolean;
  /** What was pressed once and waits for a second press. */
  asked: ExamAct | null;
  press: (act: ExamAct) => void;
  change: () => void;
};

/** When, where and under which policy; what to look at before it; and what can be done. */
export function examHead({ asked, change, exam, may, press, rooms }: Head): TemplateResult {
  const { address, candidates, minutes, policy, seated, since, startsAt, state } = exam;
  const { columns } = examWords;
  const facts = [
    [columns.starts, dayAndTime(startsAt, { seconds: false })],
    [columns.length, examWords.minutes(minutes)],
    [columns.policy, policy === null ? examWords.ownPolicy : examWords.policyOf(policy.name, policy.version)],
    ...(address === undefined ? [] : [[examWords.address, addressLink(address)] as const]),
    [columns.candidates, examWords.seated(seated, candidates)],
    [columns.state, since === null ? examWords.state[state] : examWords.since(examWords.state[state], since)],
  ];
  const act = (name: ExamAct, text: string, kind = '') =>
    html`<button class=${asked === name ? 'again' : kind} @click=${() => press(name)}>
      ${asked === name ? examWords.sure(text) : text}
    </button>`;
  return html`
    <dl class="facts figures">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt class="quiet">${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <div class="acts">
      ${
        may
          ? html`${state === 'open' ? act('close', examWords.end) : act('open', examWords.open, 'act')}
              <button @click=${change}>${examWords.change}</button>
              ${state === 'open' ? nothing : act('remove', examWords.remove)}
              <a href=${`${pathOf('candidates', {})}#${exam.exam}`}>${examWords.import}</a>`
          : nothing
      }
      ${rooms.map(
        ({ name, room }) => html`<a href=${pathOf('ready', { room })}>${examWords.ready(name)}</a>`,
      )}
    </div>
    <p class="quiet" role="status">${may ? helpOf(asked, state) : nothing}</p>
  `;
}

/** To try whether it is there: it leads out of the dashboard, and tells the site nothing of it. */
function addressLink(address: string): TemplateResult {
  return html`<a class="address" href=${address} target="_blank" rel="noopener noreferrer">${address}</a>`;
}

/** What the act that was pressed does; before any is, what the first one does. */
function helpOf(asked: ExamAct | null, state: ExamDetail['state']): string {
  if (asked === 'remove') return examWords.removeHelp;
  return state === 'open' ? examWords.endHelp : examWords.openHelp;
}

/** Seats of an open exam that are online in another session: what they tell is kept under that name. */
export function otherSessions(exam: string, seats: readonly SeatView[]): TemplateResult | typeof nothing {
  const others = seats.filter(({ session, state }) => state === 'online' && session !== exam);
  if (others.length === 0) return nothing;
  return html`<div class="warn">
    <p>${examWords.sessions(exam)}</p>
    <ul role="list">
      ${others.map(
        ({ label, session }) =>
          html`<li>
            ${session === null ? examWords.sessionNone(label) : examWords.session(label, session)}
          </li>`,
      )}
    </ul>
  </div>`;
}
