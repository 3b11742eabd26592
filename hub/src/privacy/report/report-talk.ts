import type { Hand, ReportedIncident, SeatMessage, SeatNote, SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import { seen } from './report-incidents.js';
import { moment, reportWords } from './report-words.js';

/** What people said at the seat: who, when, and what became of it. */
export function talkSection({ incidents, talk }: SessionReport): Markup {
  if (talk === undefined) return html``;
  const { hands, messages, notes } = talk;
  const none = notes.length + messages.length + hands.length === 0;
  return html`<h2>Notes, messages and raised hands</h2>
    ${none ? html`<p>Nobody wrote a note or a message, and no hand was raised.</p>` : null}
    ${table(
      'Notes of those who watched',
      ['when', 'who', 'about', 'note'],
      notes.map((note) => noteRow(note, incidents)),
    )}
    ${table('Messages to the candidate', ['when', 'who', 'message', 'what became of it'], messages.map(messageRow))}
    ${table('Raised hands', ['when', 'what the candidate wrote', 'what became of it'], hands.map(handRow))}`;
}

function table(heading: string, columns: readonly string[], rows: readonly Markup[]): Markup | null {
  if (rows.length === 0) return null;
  return html`<h3>${heading}</h3>
    <table>
      ${tableHead(...columns)}
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function noteRow(
  { at, by, incident, role, struck, words }: SeatNote,
  incidents: readonly ReportedIncident[],
): Markup {
  // An incident has the id of one of its signals; the one that a note names may be part of a larger one by now.
  const about = incidents.find(
    ({ id, signals }) => id === incident || signals.some((one) => one.id === incident),
  );
  return html`<tr>
    <td>${moment(at)}</td>
    <td>${by} (${reportWords.role[role]})</td>
    <td>
      ${incident === null ? 'the seat' : about === undefined ? html`<code>${incident}</code>` : `${seen(about.signals)}, ${moment(about.startedAt)}`}
    </td>
    <td>
      ${
        struck === null
          ? `“${words}”`
          : html`<s>“${words}”</s><br />struck through by its author ${moment(struck.at)}: “${struck.reason}”`
      }
    </td>
  </tr>`;
}

function messageRow({ answeredAt, by, reason, role, sentAt, state, words }: SeatMessage): Markup {
  return html`<tr>
    <td>${moment(sentAt)}</td>
    <td>${by} (${reportWords.role[role]})</td>
    <td>“${words}”</td>
    <td>
      ${reportWords.message[state]}${answeredAt === null ? null : `, ${moment(answeredAt)}`}${reason === null ? null : `: ${reason}`}
    </td>
  </tr>`;
}

function handRow({ answered, loweredAt, raisedAt, words }: Hand): Markup {
  return html`<tr>
    <td>${moment(raisedAt)}</td>
    <td>${words === null ? 'nothing' : `“${words}”`}</td>
    <td>
      ${answered === null ? 'nobody answered it' : `answered by ${answered.by}, ${moment(answered.at)}`}${loweredAt === null ? null : `; taken down ${moment(loweredAt)}`}
    </td>
  </tr>`;
}
