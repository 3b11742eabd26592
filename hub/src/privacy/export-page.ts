import type {
  CompletenessCertificate,
  Notice,
  ReportedLook,
  SensorCoverage,
  Signal,
  Sitting,
  StoredTrack,
} from '@invigil/contract';
import type { OwnIncident, OwnTalk } from './for-the-candidate.js';
import { type Markup, html, tableHead } from './report/markup.js';
import type { Speech } from './report/report-speech.js';

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
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3rem .5rem;text-align:start;vertical-align:top}
img{max-width:100%;height:auto}figure{margin:.5rem 0}section{break-inside:avoid-page}h1,h2{line-height:1.2}
@media print{body{margin:0;max-width:none}}`;

/** A page in plain words, which needs no script and prints. Times are UTC. */
export function exportPage(facts: ExportFacts, speech: Speech): string {
  const { centre, exportedAt, room, seat, session } = facts;
  const { dir, language, moment, own } = speech;
  const body = html`<h1>${own.heading}</h1>
    <p>${own.intro(centre, room, seat, session, moment(exportedAt))}</p>
    <p>${own.whatItIs}</p>
    ${[entered, watched, incidents, others, talk, notices, looks].map((part) => part(facts, speech))}`;
  return `<!doctype html>
<html lang="${language}" dir="${dir}"><head><meta charset="utf-8">${String(html`<title>${own.title(session, `${room}/${seat}`)}</title>`)}<style>${STYLE}</style></head><body>
${String(body)}
</body></html>
`;
}

function entered({ candidate }: ExportFacts, { own }: Speech): Markup | null {
  if (candidate === null) return null;
  const { accommodations, name, number } = candidate;
  return html`<p>${own.entered(name, number, accommodations?.words ?? own.nothingArranged)}</p>`;
}

function watched({ certificate, events, tracks }: ExportFacts, speech: Speech): Markup {
  const { number, own, texts } = speech;
  const whole =
    certificate === null ? texts.noCertificate : certificate.complete ? texts.complete : texts.notComplete;
  return html`<h2>${own.whatWasWatched}</h2>
    <p>${own.stored(number(events))} ${whole}</p>
    <ul>
      ${(certificate?.coverage ?? []).map((one) => html`<li>${sensorLine(one, speech)}</li>`)}
      ${tracks.map(({ bytes, observations }) => html`<li>${own.track(number(observations), number(bytes))}</li>`)}
    </ul>`;
}

function sensorLine({ blind, from, sensor, to, watched: share }: SensorCoverage, speech: Speech): string {
  const { causeOf, codes, moment, number, own, percent } = speech;
  const name = codes.sensor[sensor];
  if (share === null) return own.noTime(name, moment(from));
  const causes = [...new Set(blind.map(({ cause }) => causeOf(cause)))].join(', ');
  const dark = blind.length === 0 ? own.noBlind : own.blind(number(blind.length), causes);
  return `${own.watched(name, moment(from), moment(to), percent(share))} ${dark}`;
}

function incidents({ incidents: all, pictures }: ExportFacts, speech: Speech): Markup {
  const { own } = speech;
  return html`<h2>${own.incidents}</h2>
    <p>${own.incidentsAre}</p>
    ${all.length === 0 ? html`<p>${own.none}</p>` : null} ${all.map((one) => incident(one, pictures, speech))}`;
}

function incident(one: OwnIncident, pictures: ExportFacts['pictures'], speech: Speech): Markup {
  const { codes, moment, own } = speech;
  const isBlind = one.class === 'coverage';
  const kinds = [...new Set(one.signals.map(({ kind }) => codes.kind[kind]))].join(', ');
  const shown = one.evidence.map(({ role, sha256, takenAt }) => {
    const file = pictures.get(sha256);
    const when = role === 'before' ? own.before(moment(takenAt)) : own.moment(moment(takenAt));
    return file === undefined
      ? html`<p>${own.gone(when)}</p>`
      : html`<figure>
          <img src="${file}" alt="${when}" />
          <figcaption>${when}</figcaption>
        </figure>`;
  });
  const judged = one.judgements.map(({ at, outcome, reason, role, words }) => {
    const what = `${moment(at)}, ${codes.role[role]}: ${codes.outcome[outcome]}, ${codes.reason[reason]}`;
    return html`<li>${words === null ? what : `${what}: ${words}`}</li>`;
  });
  return html`<section>
    <h3>${moment(one.startedAt)}: ${isBlind ? own.couldNotSee : kinds}</h3>
    <ul>
      ${one.signals.map((signal) => html`<li>${signalLine(signal, speech)}</li>`)}
    </ul>
    ${shown}
    ${
      isBlind
        ? null
        : html`<p>${judged.length === 0 ? own.notJudged : own.judged}</p>
            <ul>
              ${judged}
            </ul>`
    }
  </section>`;
}

function signalLine({ confidence, endedAt, kind, startedAt }: Signal, speech: Speech): string {
  const { codes, lengthOf, moment, own, percent } = speech;
  const length = endedAt === null ? own.endUnknown : lengthOf(endedAt - startedAt);
  return own.signal(codes.kind[kind], moment(startedAt), length, percent(confidence));
}

function others({ incidents: all, pictures }: ExportFacts, { own }: Speech): Markup | null {
  const named = new Set(all.flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256)));
  const rest = [...pictures].filter(([sha256]) => !named.has(sha256));
  if (rest.length === 0) return null;
  return html`<h2>${own.otherPictures}</h2>
    ${rest.map(([, file]) => html`<figure><img src="${file}" alt="${own.otherPicture}" /></figure>`)}`;
}

function talk(
  { talk: { hands, messages, notes } }: ExportFacts,
  { codes, moment, own }: Speech,
): Markup | null {
  const wrote = notes.map(
    ({ at, role, struck, words }) =>
      `${moment(at)}, ${codes.role[role]}: ${words}${struck === null ? '' : own.struck(moment(struck.at), struck.reason)}`,
  );
  const sent = messages.map(
    ({ reason, role, sentAt, state, words }) =>
      `${moment(sentAt)}, ${codes.role[role]}: ${words} (${codes.message[state]}${reason === null ? '' : `: ${reason}`})`,
  );
  const raised = hands.map(({ answeredAt, loweredAt, raisedAt, words }) => {
    const became = [
      answeredAt === null ? own.notAnswered : own.answered(moment(answeredAt)),
      ...(loweredAt === null ? [] : [own.lowered(moment(loweredAt))]),
    ];
    return `${moment(raisedAt)}${words === null ? '' : `: ${words}`}; ${became.join(', ')}`;
  });
  if (wrote.length + sent.length + raised.length === 0) return null;
  return html`<h2>${own.talk}</h2>
    ${list(own.notes, wrote)}${list(own.messages, sent)}${list(own.hands, raised)}`;
}

function list(title: string, lines: readonly string[]): Markup | null {
  if (lines.length === 0) return null;
  return html`<h3>${title}</h3>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
}

function notices({ notices: all }: ExportFacts, { moment, own }: Speech): Markup {
  const shown = all.map(({ language, notice, shownAt }) => {
    const texts = Object.entries(notice.texts).filter(([name]) => language === null || name === language);
    const when = shownAt === null ? own.inForce(moment(notice.firstAt)) : own.shown(moment(shownAt));
    return html`<p>${own.version(notice.hash.slice(0, 12), when)}</p>
      ${texts.map(
        ([name, { contact, controller, howToObject, legalBasis, text }]) =>
          html`<h3>${name}</h3>
            <p>${text}</p>
            <p>
              ${own.controller}: ${controller}<br />${own.contact}: ${contact}<br />${own.legalBasis}:
              ${legalBasis}<br />${own.howToObject}: ${howToObject}
            </p>`,
      )}`;
  });
  return html`<h2>${own.told}</h2>
    ${shown.length === 0 ? html`<p>${own.noNotice}</p>` : shown}`;
}

function looks({ looks: all }: ExportFacts, { codes, moment, own }: Speech): Markup {
  const named = new Map<string, string>(Object.entries(codes.look));
  const rows = all.map(
    ({ at, role, verb }) =>
      html`<tr>
        <td>${moment(at)}</td>
        <td>${role === null ? own.console : codes.role[role]}</td>
        <td>${named.get(verb) ?? verb}</td>
      </tr>`,
  );
  return html`<h2>${own.whoLooked}</h2>
    <p>${own.looksAre}</p>
    <table>
      ${tableHead(...own.columns)}
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}
