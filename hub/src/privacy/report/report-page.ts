import type { SessionReport } from '@invigil/contract';
import { html } from './markup.js';
import { type PictureSource, incidentsSection } from './report-incidents.js';
import { challengeSection, keepingSection, looksSection, recordSection } from './report-record.js';
import { summary } from './report-summary.js';
import { policyAppendix, rulesSection } from './report-rules.js';
import { reportStyle } from './report-style.js';
import { talkSection } from './report-talk.js';
import { watchedSection } from './report-watched.js';
import { moment } from './report-words.js';

/** What follows the incidents, in this order. Another part of a report is a line here, and a field of `SessionReport`. */
const AFTER_INCIDENTS = [
  talkSection,
  challengeSection,
  rulesSection,
  recordSection,
  keepingSection,
  looksSection,
  policyAppendix,
] as const;

/** A report as a page that prints, needs no script and nothing from elsewhere, and tells what the value tells. */
export async function* reportPage(report: SessionReport, sourceOf: PictureSource): AsyncGenerator<string> {
  const { issuedAt, language, room, seat, session } = report;
  const title = `Session ${session}, seat ${room}/${seat}`;
  yield `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${String(html`${title}`)}</title><style>${reportStyle(report)}</style></head><body><main>
`;
  yield String(
    html`<h1>${title}</h1>
      <p class="quiet">
        Report of ${moment(issuedAt)}. All times are UTC. The software watched and raised signals; it decided
        nothing, recorded no video and no sound, and read no emotion, age, gender or race.
      </p>
      ${summary(report)}${watchedSection(report)}`,
  );
  for await (const part of incidentsSection(report, sourceOf)) yield String(part);
  for (const section of AFTER_INCIDENTS) yield String(section(report));
  yield '</main></body></html>\n';
}
