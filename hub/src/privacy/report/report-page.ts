import type { SessionReport } from '@invigil/contract';
import { html } from './markup.js';
import { checkInSection } from './report-check-in.js';
import { editingSection } from './report-editing.js';
import { type PictureSource, incidentsSection } from './report-incidents.js';
import { challengeSection, keepingSection, looksSection, recordSection } from './report-record.js';
import { summary } from './report-summary.js';
import { policyAppendix, rulesSection } from './report-rules.js';
import { reportStyle } from './report-style.js';
import { talkSection } from './report-talk.js';
import { watchedSection } from './report-watched.js';
import type { Speech } from './report-speech.js';

/** What follows the incidents, in this order. Another part of a report is a line here, and a field of `SessionReport`. */
const AFTER_INCIDENTS = [
  checkInSection,
  talkSection,
  editingSection,
  challengeSection,
  rulesSection,
  recordSection,
  keepingSection,
  looksSection,
  policyAppendix,
] as const;

/** A report as a page that prints, needs no script and nothing from elsewhere, and tells what the value tells. */
export async function* reportPage(
  report: SessionReport,
  speech: Speech,
  sourceOf: PictureSource,
): AsyncGenerator<string> {
  const { issuedAt, room, seat, session } = report;
  const { dir, language, moment, texts } = speech;
  const title = texts.title(session, `${room}/${seat}`);
  yield `<!doctype html>
<html lang="${language}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${String(html`${title}`)}</title><style>${reportStyle(report, speech)}</style></head><body><main>
`;
  yield String(
    html`<h1>${title}</h1>
      <p class="quiet">${texts.intro(moment(issuedAt))}</p>
      ${summary(report, speech)}${watchedSection(report, speech)}`,
  );
  for await (const part of incidentsSection(report, speech, sourceOf)) yield String(part);
  for (const section of AFTER_INCIDENTS) yield String(section(report, speech));
  yield '</main></body></html>\n';
}
