import type { EvidencePicture, Judgement, ReportedIncident, SessionReport, Signal } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import { lengthOf, moment, percent, reportWords, timeOnly } from './report-words.js';

/** Where a picture is, for the page: an address within the page or beside it; undefined where it is not there. */
export type PictureSource = (sha256: string) => Promise<string | undefined>;

/** The incidents, one piece each, so that their pictures need not all be in memory. */
export async function* incidentsSection(
  { incidents }: SessionReport,
  sourceOf: PictureSource,
): AsyncGenerator<Markup> {
  yield html`<h2>What was seen, and what people made of it</h2>
    <p class="quiet">
      Signals that belong together are one incident. A signal says what the camera seemed to see; it accuses
      nobody. Only people judge.
    </p>`;
  if (incidents.length === 0) yield html`<p>Nothing was seen.</p>`;
  for (const incident of incidents) {
    const pictures: Markup[] = [];
    for (const picture of incident.evidence) pictures.push(figure(picture, await sourceOf(picture.sha256)));
    yield incidentPart(incident, pictures);
  }
}

/** What was seen, each thing once: `possible phone, looks away`. */
export function seen(signals: readonly Signal[]): string {
  return [...new Set(signals.map(signalWords))].join(', ');
}

function signalWords({ direction, kind, toward }: Signal): string {
  const words = reportWords.kind[kind];
  if (toward !== undefined) return `${words}, seat ${toward}`;
  return direction === undefined ? words : `${words} (${direction})`;
}

function incidentPart(incident: ReportedIncident, pictures: readonly Markup[]): Markup {
  const { endedAt, hist, id, judged, judgements, severity, signals, startedAt } = incident;
  const stands = reportWords.stands[judged?.state ?? 'open'];
  // One that fits a page stays on one.
  const short = pictures.length <= 6 && signals.length <= 12 ? ' short' : '';
  return html`<section class="incident${short}">
    <h3>${moment(startedAt)}: ${seen(signals)}</h3>
    <p>
      ${endedAt === null ? 'Its end is not known' : lengthOf(endedAt - startedAt)}, at worst
      <b>${reportWords.severity[severity]}</b>${hist ? ', told late, after an outage' : null}. It stands:
      <b>${stands}</b>${judged?.grown === true ? ', and more was seen since' : null}.
    </p>
    <table>
      ${tableHead('what', 'from', 'to', 'seen for', 'confidence')}
      <tbody>
        ${signals.map(signalRow)}
      </tbody>
    </table>
    ${
      judgements.length === 0
        ? null
        : html`<ul>
            ${judgements.map(judgementLine)}
          </ul>`
    }
    ${pictures.length === 0 ? null : html`<div class="pictures">${pictures}</div>`}
    <p class="quiet">Incident <code>${id}</code></p>
  </section>`;
}

function signalRow(signal: Signal): Markup {
  const { confidence, endedAt, seenMs, shared, startedAt } = signal;
  return html`<tr>
    <td>
      ${signalWords(signal)}${
        shared === undefined ? null : `; its cause was shared, so ${percent(shared.factor)} of it counts`
      }
    </td>
    <td>${timeOnly(startedAt)}</td>
    <td>${endedAt === null ? 'not known' : timeOnly(endedAt)}</td>
    <td>${seenMs === undefined ? '' : lengthOf(seenMs)}</td>
    <td>${percent(confidence)}</td>
  </tr>`;
}

function judgementLine({ at, by, of, outcome, reason, role, words }: Judgement): Markup {
  const then = `judged as it was then: ${reportWords.severity[of.severity]}, signals: ${of.signals}`;
  return html`<li>
    ${moment(at)}, ${by} (${reportWords.role[role]}): <b>${reportWords.outcome[outcome]}</b>,
    ${reportWords.reason[reason]}${words === null ? null : html`. “${words}”`}
    <span class="quiet">(${then})</span>
  </li>`;
}

function figure({ role, sha256, takenAt }: EvidencePicture, source: string | undefined): Markup {
  const when = `${role === 'before' ? 'shortly before' : 'at the moment'}, ${moment(takenAt)}`;
  const name = html`${when}<br /><code>${sha256}</code>`;
  return source === undefined
    ? html`<figure>
        <figcaption>A picture (${name}) is not kept any more, or never came.</figcaption>
      </figure>`
    : html`<figure>
        <img src="${source}" alt="What the camera saw, ${when}" />
        <figcaption>${name}</figcaption>
      </figure>`;
}
