import type { SensorCoverage, SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import type { Speech } from './report-speech.js';

/** What was watched and what was not. */
export function watchedSection({ certificate, running }: SessionReport, speech: Speech): Markup {
  const { texts } = speech;
  const going = running ? html`<p>${texts.laterNotHere}</p>` : null;
  if (certificate === null)
    return html`<h2>${texts.whatWasWatched}</h2>
      ${going}
      <p>${texts.noProof}</p>`;
  return html`<h2>${texts.whatWasWatched}</h2>
    ${going}${certificate.coverage.map((one) => sensorPart(one, speech))}
    <p class="quiet">${texts.blindCountsNot}</p>`;
}

function sensorPart(coverage: SensorCoverage, speech: Speech): Markup {
  const { blind, from, sensor, to, watched } = coverage;
  const { causeOf, codes, lengthOf, moment, number, percent, texts, timeOnly } = speech;
  const rows = blind.map(
    (one) =>
      html`<tr>
        <td>${timeOnly(one.from)}</td>
        <td>${one.to === null ? texts.notOver : timeOnly(one.to)}</td>
        <td>${lengthOf((one.to ?? to) - one.from)}</td>
        <td>${causeOf(one.cause)}</td>
      </tr>`,
  );
  const heading = html`<h3>${codes.sensor[sensor]}</h3>`;
  if (watched === null)
    return html`${heading}
      <p>${texts.at(moment(from))} ${texts.nothingToWatch}</p>`;
  return html`${heading}
    <p>${texts.watchedFrom(moment(from), moment(to), lengthOf(to - from), percent(watched))}</p>
    ${axis(coverage, watched, speech)}
    ${
      blind.length === 0
        ? html`<p>${texts.noBlind}</p>`
        : html`<table>
            <caption class="quiet">
              ${texts.blindStretches(blind.length, number(blind.length))}
            </caption>
            ${tableHead(texts.from, texts.to, texts.length, texts.why)}
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }`;
}

/** The session as a bar: what was not watched is hatched. */
function axis(
  { blind, from, to }: SensorCoverage,
  watched: number,
  { percent, texts, timeOnly }: Speech,
): Markup | null {
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
      aria-label="${texts.axis(percent(watched))}"
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
      <span>${timeOnly(from)}</span><span>${texts.axisKey}</span><span>${timeOnly(to)}</span>
    </p>`;
}
