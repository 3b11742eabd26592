import type { SensorCoverage, SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import { lengthOf, moment, percent, plain, reportWords, timeOnly } from './report-words.js';

const CAUSES: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...reportWords.kind, ...reportWords.blind }),
);

/** What was watched and what was not. */
export function watchedSection({ certificate, running }: SessionReport): Markup {
  const going = running ? html`<p>The session goes on: what comes later is not in this report.</p>` : null;
  if (certificate === null)
    return html`<h2>What was watched and what was not</h2>
      ${going}
      <p>There is no proof of what was watched: this is no exam session, or its events are erased.</p>`;
  return html`<h2>What was watched and what was not</h2>
    ${going}${certificate.coverage.map(sensorPart)}
    <p class="quiet">
      Times are by the seat’s clock. Time in which a camera could not see counts against nobody.
    </p>`;
}

function sensorPart(coverage: SensorCoverage): Markup {
  const { blind, from, sensor, to, watched } = coverage;
  const rows = blind.map(
    (one) =>
      html`<tr>
        <td>${timeOnly(one.from)}</td>
        <td>${one.to === null ? 'not over' : timeOnly(one.to)}</td>
        <td>${lengthOf((one.to ?? to) - one.from)}</td>
        <td>${CAUSES.get(one.cause) ?? plain(one.cause)}</td>
      </tr>`,
  );
  const heading = html`<h3>${sensor === 'camera' ? 'Camera' : plain(sensor)}</h3>`;
  if (watched === null)
    return html`${heading}
      <p>At ${moment(from)}. ${reportWords.nothingToWatch}</p>`;
  return html`${heading}
    <p>
      From ${moment(from)} to ${moment(to)}, ${lengthOf(to - from)}: <b>${percent(watched)}</b> of it was
      watched.
    </p>
    ${axis(coverage, watched)}
    ${
      blind.length === 0
        ? html`<p>There was no blind time.</p>`
        : html`<table>
            <caption class="quiet">
              Blind time: ${blind.length === 1 ? 'one stretch' : `${blind.length} stretches`}, of different
              causes also at the same time
            </caption>
            ${tableHead('from', 'to', 'length', 'why')}
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }`;
}

/** The session as a bar: what was not watched is hatched. */
function axis({ blind, from, to }: SensorCoverage, watched: number): Markup | null {
  const whole = to - from;
  if (whole <= 0) return null;
  const at = (time: number): number =>
    Math.round(((Math.max(from, Math.min(to, time)) - from) / whole) * 1000);
  const bars = blind.map((one) => {
    const start = at(one.from);
    const width = Math.max(2, at(one.to ?? to) - start);
    return html`<rect x="${start}" y="1" width="${width}" height="24" fill="#fff" stroke="#111" /><rect
        x="${start}"
        y="1"
        width="${width}"
        height="24"
        fill="url(#hatch)"
      />`;
  });
  return html`<svg
      class="axis"
      viewBox="0 0 1000 26"
      preserveAspectRatio="none"
      role="img"
      aria-label="${percent(watched)} watched; blind time is hatched"
    >
      <defs>
        <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V8" stroke="#111" stroke-width="3" />
        </pattern>
      </defs>
      <rect x="0.5" y="1" width="999" height="24" fill="#d5d8db" stroke="#111" />
      ${bars}
    </svg>
    <p class="ends">
      <span>${timeOnly(from)}</span><span>watched: grey; blind: hatched</span><span>${timeOnly(to)}</span>
    </p>`;
}
