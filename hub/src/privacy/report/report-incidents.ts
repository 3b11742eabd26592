import type { EvidencePicture, Judgement, ReportedIncident, SessionReport, Signal } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import type { Speech } from './report-speech.js';

/** Where a picture is, for the page: an address within the page or beside it; undefined where it is not there. */
export type PictureSource = (sha256: string) => Promise<string | undefined>;

/** The incidents, one piece each, so that their pictures need not all be in memory. */
export async function* incidentsSection(
  { incidents }: SessionReport,
  speech: Speech,
  sourceOf: PictureSource,
): AsyncGenerator<Markup> {
  const { texts } = speech;
  yield html`<h2>${texts.whatWasSeen}</h2>
    <p class="quiet">${texts.signalsAccuse}</p>`;
  if (incidents.length === 0) yield html`<p>${texts.nothingSeen}</p>`;
  for (const incident of incidents) {
    const pictures: Markup[] = [];
    for (const picture of incident.evidence)
      pictures.push(figure(picture, await sourceOf(picture.sha256), speech));
    yield incidentPart(incident, pictures, speech);
  }
}

/** What was seen, each thing once: `possible phone, looks away`. */
export function seen(signals: readonly Signal[], speech: Pick<Speech, 'codes' | 'texts'>): string {
  return [...new Set(signals.map((signal) => signalWords(signal, speech)))].join(', ');
}

function signalWords(
  { direction, kind, toward }: Signal,
  { codes, texts }: Pick<Speech, 'codes' | 'texts'>,
): string {
  const words = codes.kind[kind];
  if (toward !== undefined) return texts.toward(words, toward);
  return direction === undefined ? words : `${words} (${codes.direction[direction]})`;
}

function incidentPart(incident: ReportedIncident, pictures: readonly Markup[], speech: Speech): Markup {
  const { codes, lengthOf, moment, texts } = speech;
  const { endedAt, hist, id, judged, judgements, severity, signals, startedAt } = incident;
  const stands = codes.stands[judged?.state ?? 'open'];
  const length = endedAt === null ? texts.endNotKnown : lengthOf(endedAt - startedAt);
  // One that fits a page stays on one.
  const short = pictures.length <= 6 && signals.length <= 12 ? ' short' : '';
  return html`<section class="incident${short}">
    <h3>${moment(startedAt)}: ${seen(signals, speech)}</h3>
    <p>
      ${texts.atWorst(length, codes.severity[severity])}${hist ? texts.toldLate : null}.
      ${texts.stands(stands)}${judged?.grown === true ? texts.grown : null}.
    </p>
    <table>
      ${tableHead(texts.what, texts.from, texts.to, texts.seenFor, texts.confidence)}
      <tbody>
        ${signals.map((signal) => signalRow(signal, speech))}
      </tbody>
    </table>
    ${
      judgements.length === 0
        ? null
        : html`<ul>
            ${judgements.map((judgement) => judgementLine(judgement, speech))}
          </ul>`
    }
    ${pictures.length === 0 ? null : html`<div class="pictures">${pictures}</div>`}
    <p class="quiet">${texts.incident} <code>${id}</code></p>
  </section>`;
}

function signalRow(signal: Signal, speech: Speech): Markup {
  const { confidence, endedAt, seenMs, shared, startedAt } = signal;
  const { lengthOf, percent, texts, timeOnly } = speech;
  return html`<tr>
    <td>${signalWords(signal, speech)}${shared === undefined ? null : `; ${sharedWords(shared, speech)}`}</td>
    <td>${timeOnly(startedAt)}</td>
    <td>${endedAt === null ? texts.notKnown : timeOnly(endedAt)}</td>
    <td>${seenMs === undefined ? '' : lengthOf(seenMs)}</td>
    <td>${percent(confidence)}</td>
  </tr>`;
}

function sharedWords({ basis, cause, factor }: NonNullable<Signal['shared']>, speech: Speech): string {
  const share = speech.percent(factor);
  if (cause !== 'sound') return speech.texts.shared(share);
  const seats = new Set(basis.map(({ seat }) => seat)).size;
  return speech.texts.heardElsewhere(speech.number(seats), share);
}

function judgementLine(
  { at, by, of, outcome, reason, role, words }: Judgement,
  { codes, moment, number, texts }: Speech,
): Markup {
  const then = texts.judgedThen(codes.severity[of.severity], number(of.signals));
  return html`<li>
    ${moment(at)}, ${by} (${codes.role[role]}): <b>${codes.outcome[outcome]}</b>,
    ${codes.reason[reason]}${words === null ? null : `. ${texts.quoted(words)}`}
    <span class="quiet">(${then})</span>
  </li>`;
}

function figure(
  { role, sha256, takenAt }: EvidencePicture,
  source: string | undefined,
  { moment, texts }: Speech,
): Markup {
  const when = `${texts[role]}, ${moment(takenAt)}`;
  const name = html`${when}<br /><code>${sha256}</code>`;
  return source === undefined
    ? html`<figure>
        <figcaption>${texts.pictureGone(name)}</figcaption>
      </figure>`
    : html`<figure>
        <img src="${source}" alt="${texts.pictureAlt(when)}" />
        <figcaption>${name}</figcaption>
      </figure>`;
}
