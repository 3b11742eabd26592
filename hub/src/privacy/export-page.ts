import { escapeHtml } from '../lib/escape-html.js';
import type {
  CompletenessCertificate,
  Notice,
  ReportedLook,
  Signal,
  Sitting,
  StoredTrack,
} from '@invigil/contract';
import type { OwnIncident, OwnTalk } from './for-the-candidate.js';

/** What the page of an export tells. */
export type ExportFacts = {
  centre: string;
  room: string;
  seat: string;
  session: string;
  exportedAt: number;
  /** Who sat there in the exam of this name, as the centre entered it; null: nobody was entered. */
  candidate: Pick<Sitting, 'number' | 'name' | 'accommodations'> | null;
  events: number;
  certificate: CompletenessCertificate | null;
  incidents: readonly OwnIncident[];
  /** Files of the archive by the hash of the picture; one that is not there was erased, or never came. */
  pictures: ReadonlyMap<string, string>;
  tracks: readonly StoredTrack[];
  /** Versions of the notice that the seat showed, with when; or the one in force, where it told none. */
  notices: readonly { notice: Notice; language: string | null; shownAt: number | null }[];
  talk: OwnTalk;
  looks: readonly Pick<ReportedLook, 'at' | 'role' | 'verb'>[];
};

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#111}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}
img{max-width:100%;height:auto}figure{margin:.5rem 0}section{break-inside:avoid-page}h1,h2{line-height:1.2}
@media print{body{margin:0;max-width:none}}`;

/** A page in plain words, which needs no script and prints. Times are UTC. */
export function exportPage(facts: ExportFacts): string {
  const { centre, exportedAt, room, seat, session } = facts;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(`Record of ${session}, ${room}/${seat}`)}</title><style>${STYLE}</style></head><body>
<h1>What was kept of your exam</h1>
<p>Centre ${escapeHtml(centre)}, room ${escapeHtml(room)}, seat ${escapeHtml(seat)}, session ${escapeHtml(session)}. Written on ${time(exportedAt)}. All times are UTC.
The same in full, for programs, is in <code>data.json</code> beside this page.</p>
<p>The software watched by camera and raised signals. It decided nothing: people judged. It read no emotion, age, gender or race, and recorded no video and no sound.</p>
${entered(facts)}${watched(facts)}${incidents(facts)}${others(facts)}${talk(facts)}${notices(facts)}${looks(facts)}
</body></html>
`;
}

function entered({ candidate }: ExportFacts): string {
  if (candidate === null) return '';
  const { accommodations, name, number } = candidate;
  const arranged = accommodations === null ? 'nothing' : escapeHtml(accommodations.words);
  return `<p>The centre entered you as ${escapeHtml(name)}, number ${escapeHtml(number)}. Arranged with you: ${arranged}.</p>`;
}

function watched({ certificate, events, tracks }: ExportFacts): string {
  const rows = (certificate?.coverage ?? []).map(({ blind, from, sensor, to, watched: share }) => {
    if (share === null)
      return `<li>${escapeHtml(sensor)}: ${time(from)}. No time passed, so there was nothing to watch.</li>`;
    const dark =
      blind.length === 0
        ? 'No blind time.'
        : `Blind ${blind.length} times: ${escapeHtml(causes(blind))}. Blind time counts against nobody.`;
    return `<li>${escapeHtml(sensor)}: ${time(from)} to ${time(to)}, ${(share * 100).toFixed(1)} % of it watched. ${dark}</li>`;
  });
  const whole =
    certificate === null
      ? 'There is no certificate of completeness.'
      : certificate.complete
        ? 'The record is complete: nothing is missing and nothing was changed.'
        : 'The record is not complete: parts are missing, or can’t be proved unchanged.';
  const traced = tracks.map(
    (track) =>
      `<li>${track.observations} readings of the camera as numbers, without pictures, ${track.bytes} bytes</li>`,
  );
  return `<h2>What was watched</h2><p>${events} events were stored. ${whole}</p><ul>${rows.join('')}${traced.join('')}</ul>`;
}

function causes(blind: readonly { cause: string }[]): string {
  return [...new Set(blind.map(({ cause }) => plain(cause)))].join(', ');
}

function incidents({ incidents: all, pictures }: ExportFacts): string {
  const sections = all.map((one) => {
    const shown = one.evidence.map(({ role, sha256, takenAt }) => {
      const file = pictures.get(sha256);
      const when = `${role === 'before' ? 'shortly before' : 'at the moment'}, ${time(takenAt)}`;
      return file === undefined
        ? `<p>A picture (${when}) is not kept any more, or never came.</p>`
        : `<figure><img src="${escapeHtml(file)}" alt="${when}"><figcaption>${when}</figcaption></figure>`;
    });
    const judged = one.judgements.map(
      ({ at, outcome, reason, role, words: said }) =>
        `<li>${time(at)}, ${escapeHtml(role)}: ${plain(outcome)}, ${plain(reason)}${said === null ? '' : `: ${escapeHtml(said)}`}</li>`,
    );
    return `<section><h3>${time(one.startedAt)}: ${one.class === 'coverage' ? 'the camera could not see well' : escapeHtml(kinds(one.signals))}</h3>
<ul>${one.signals.map(signal).join('')}</ul>${shown.join('')}
${one.class === 'coverage' ? '' : `<p>${judged.length === 0 ? 'Nobody has judged it.' : 'What people made of it:'}</p><ul>${judged.join('')}</ul>`}</section>`;
  });
  const none = all.length === 0 ? '<p>None.</p>' : '';
  return `<h2>Incidents</h2><p>Signals that belong together. A signal is no accusation: it says what the camera seemed to see.</p>${none}${sections.join('')}`;
}

function signal({ confidence, endedAt, kind, startedAt }: Signal): string {
  const until = endedAt === null ? 'end unknown' : `${((endedAt - startedAt) / 1000).toFixed(1)} s`;
  return `<li>${plain(kind)}, from ${time(startedAt)}, ${until}, confidence ${(confidence * 100).toFixed(0)} %</li>`;
}

function kinds(signals: readonly Signal[]): string {
  return [...new Set(signals.map(({ kind }) => plain(kind)))].join(', ');
}

function others({ incidents: all, pictures }: ExportFacts): string {
  const named = new Set(all.flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256)));
  const rest = [...pictures].filter(([sha256]) => !named.has(sha256));
  if (rest.length === 0) return '';
  const figures = rest.map(
    ([, file]) => `<figure><img src="${escapeHtml(file)}" alt="a picture that no incident names"></figure>`,
  );
  return `<h2>Other pictures</h2>${figures.join('')}`;
}

function talk({ talk: { hands, messages, notes } }: ExportFacts): string {
  const wrote = notes.map(
    (note) =>
      `<li>${time(note.at)}, ${escapeHtml(note.role)}: ${escapeHtml(note.words)}${note.struck === null ? '' : ` (struck through ${time(note.struck.at)}: ${escapeHtml(note.struck.reason)})`}</li>`,
  );
  const sent = messages.map(
    ({ reason, role, sentAt, state, words: said }) =>
      `<li>${time(sentAt)}, ${escapeHtml(role)}: ${escapeHtml(said)} (${state === 'sent' ? 'the seat did not answer whether it was shown' : plain(state)}${reason === null ? '' : `: ${escapeHtml(reason)}`})</li>`,
  );
  const raised = hands.map(
    ({ answeredAt, loweredAt, raisedAt, words: said }) =>
      `<li>${time(raisedAt)}${said === null ? '' : `: ${escapeHtml(said)}`}; ${answeredAt === null ? 'not answered' : `answered ${time(answeredAt)}`}${loweredAt === null ? '' : `, taken down ${time(loweredAt)}`}</li>`,
  );
  const part = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `<h3>${title}</h3><ul>${lines.join('')}</ul>`;
  const all =
    part('Notes of staff', wrote) + part('Messages to you', sent) + part('Your raised hand', raised);
  return all === '' ? '' : `<h2>What was said at your seat</h2>${all}`;
}

function notices({ notices: all }: ExportFacts): string {
  const shown = all.map(({ language, notice, shownAt }) => {
    const texts = Object.entries(notice.texts).filter(([name]) => language === null || name === language);
    const said = texts.map(
      ([name, { contact, controller, howToObject, legalBasis, text }]) =>
        `<h3>${escapeHtml(name)}</h3><p>${escapeHtml(text)}</p><p>Responsible: ${escapeHtml(controller)}<br>Contact: ${escapeHtml(contact)}<br>Legal basis: ${escapeHtml(legalBasis)}<br>How to object: ${escapeHtml(howToObject)}</p>`,
    );
    const when =
      shownAt === null
        ? `in force since ${time(notice.firstAt)}; the seat did not tell that it was shown`
        : `shown ${time(shownAt)}`;
    return `<p>Version ${notice.hash.slice(0, 12)}, ${when}.</p>${said.join('')}`;
  });
  return `<h2>What you were told</h2>${shown.length === 0 ? '<p>The centre wrote no notice into the software.</p>' : shown.join('')}`;
}

function looks({ looks: all }: ExportFacts): string {
  const rows = all.map(
    ({ at, role, verb }) =>
      `<tr><td>${time(at)}</td><td>${escapeHtml(role ?? 'staff at the console')}</td><td>${plain(verb)}</td></tr>`,
  );
  return `<h2>Who looked</h2><p>Looks at this seat’s page, record and pictures since the session began, also such as concern later sessions at this seat. The same look within ten minutes is one line.</p>
<table><tr><th>when</th><th>role</th><th>what</th></tr>${rows.join('')}</table>`;
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** A code as words. */
function plain(code: string): string {
  return escapeHtml(code.replaceAll('-', ' '));
}
