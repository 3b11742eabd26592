import type { Hand, ReportedIncident, SeatMessage, SeatNote, SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import { seen } from './report-incidents.js';
import type { Speech } from './report-speech.js';

/** What people said at the seat: who, when, and what became of it. */
export function talkSection({ incidents, talk }: SessionReport, speech: Speech): Markup {
  if (talk === undefined) return html``;
  const { hands, messages, notes } = talk;
  const { proof } = speech;
  const none = notes.length + messages.length + hands.length === 0;
  return html`<h2>${proof.talk}</h2>
    ${none ? html`<p>${proof.nobodySaid}</p>` : null}
    ${table(
      proof.notes,
      [proof.when, proof.who, proof.about, proof.note],
      notes.map((note) => noteRow(note, incidents, speech)),
    )}
    ${table(
      proof.messages,
      [proof.when, proof.who, proof.message, proof.became],
      messages.map((message) => messageRow(message, speech)),
    )}
    ${table(
      proof.hands,
      [proof.when, proof.wrote, proof.became],
      hands.map((hand) => handRow(hand, speech)),
    )}`;
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
  speech: Speech,
): Markup {
  const { codes, moment, proof, texts } = speech;
  // An incident has the id of one of its signals; the one that a note names may be part of a larger one by now.
  const about = incidents.find(
    ({ id, signals }) => id === incident || signals.some((one) => one.id === incident),
  );
  return html`<tr>
    <td>${moment(at)}</td>
    <td>${by} (${codes.role[role]})</td>
    <td>
      ${incident === null ? proof.theSeat : about === undefined ? html`<code>${incident}</code>` : `${seen(about.signals, speech)}, ${moment(about.startedAt)}`}
    </td>
    <td>
      ${
        struck === null
          ? texts.quoted(words)
          : html`<s>${texts.quoted(words)}</s><br />${proof.struck(moment(struck.at), struck.reason)}`
      }
    </td>
  </tr>`;
}

function messageRow(
  { answeredAt, by, reason, role, sentAt, state, words }: SeatMessage,
  { codes, moment, texts }: Speech,
): Markup {
  return html`<tr>
    <td>${moment(sentAt)}</td>
    <td>${by} (${codes.role[role]})</td>
    <td>${texts.quoted(words)}</td>
    <td>
      ${codes.message[state]}${answeredAt === null ? null : `, ${moment(answeredAt)}`}${reason === null ? null : `: ${reason}`}
    </td>
  </tr>`;
}

function handRow({ answered, loweredAt, raisedAt, words }: Hand, { moment, proof, texts }: Speech): Markup {
  return html`<tr>
    <td>${moment(raisedAt)}</td>
    <td>${words === null ? proof.nothing : texts.quoted(words)}</td>
    <td>
      ${answered === null ? proof.notAnswered : proof.answeredBy(answered.by, moment(answered.at))}${loweredAt === null ? null : proof.takenDown(moment(loweredAt))}
    </td>
  </tr>`;
}
