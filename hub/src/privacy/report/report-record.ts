import type { BootRecord, SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import { moment, plain, reportWords } from './report-words.js';

/** Whether the record is whole, in one sentence. */
export function verdictOf({ certificate }: Pick<SessionReport, 'certificate'>): string {
  if (certificate === null) return 'There is no certificate of completeness.';
  return certificate.complete
    ? 'The record is complete: nothing is missing, and each event carries the hash of the one before it.'
    : 'The record is not complete: parts are missing, or can’t be proved unchanged.';
}

/** What proves that the record is as the seat told it. */
export function recordSection(report: SessionReport): Markup {
  const { certificate, events, heads, tracks } = report;
  return html`<h2>The record and its proof</h2>
    <p class="verdict">${verdictOf(report)}</p>
    <p>${events === 1 ? 'One event is' : `${events} events are`} stored of this session.</p>
    ${
      certificate === null
        ? null
        : html`<p>
            Certificate of completeness, issued ${moment(certificate.issuedAt)}, hash
            <code>${certificate.hash}</code>
          </p>`
    }
    ${certificate?.boots.map(bootPart)}${givenUp(report)}
    <h3>Heads of the chain</h3>
    ${
      heads.length === 0
        ? html`<p>No event of this session is stored.</p>`
        : html`<table>
            <caption class="quiet">
              The last event of each run of the seat’s program in this session. Who keeps these hashes can
              prove later whether the record was changed.
            </caption>
            ${tableHead('run of the daemon', 'event', 'its hash')}
            <tbody>
              ${heads.map(
                ({ boot, hash, seq }) =>
                  html`<tr>
                    <td class="hash">${boot}</td>
                    <td>${seq}</td>
                    <td class="hash">${hash ?? 'stored without one'}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${tracks.map(
      ({ boot, bytes, finished, observations, sha256 }) =>
        html`<p>
          Readings of the camera as numbers, run <code>${boot}</code>: ${observations}, ${bytes} bytes,
          ${finished ? 'to its end' : 'not to its end'}; SHA-256 <code>${sha256}</code>
        </p>`,
    )}`;
}

function bootPart(one: BootRecord): Markup {
  const { boot, breaks, chain, clock, erased, first, head, last, missing, notKept, stored } = one;
  const ranges = (all: readonly [number, number][]): string =>
    all.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
  return html`<h3>Run of the seat’s program <code>${boot}</code></h3>
    <dl>
      <dt>Events</dt>
      <dd>${stored} stored, from ${first} to ${last}</dd>
      <dt>Missing</dt>
      <dd>${missing.length === 0 ? 'none' : ranges(missing)}</dd>
      <dt>Chain of hashes</dt>
      <dd>${reportWords.chain[chain]}${breaks.length === 0 ? null : `, at event ${breaks.join(', ')}`}</dd>
      <dt>Its head</dt>
      <dd class="hash">${head ?? 'stored without one'}</dd>
      ${
        erased === undefined
          ? null
          : html`<dt>Erased, of other sessions</dt>
              <dd>${ranges(erased)}</dd>`
      }
      ${
        notKept === undefined
          ? null
          : html`<dt>The seat could not store</dt>
              <dd>
                ${notKept.map(
                  ({ events, from, to }) => html`${events} events, ${moment(from)} to ${moment(to)}<br />`,
                )}
              </dd>`
      }
      ${
        clock === undefined
          ? null
          : html`<dt>Clock</dt>
              <dd>
                The hub’s was ${clock.leastOffsetMs} to ${clock.greatestOffsetMs} ms ahead of the seat’s,
                ±${clock.uncertaintyMs} ms; events before it was measured:
                ${clock.unmeasured}${clock.steps.map(
                  ({ forwardMs, seq }) => `; set by ${forwardMs} ms before event ${seq}`,
                )}
              </dd>`
      }
    </dl>`;
}

function givenUp({ certificate }: SessionReport): Markup | null {
  const rows = certificate?.givenUp ?? [];
  if (rows.length === 0) return null;
  return html`<h3>Given up by the seat for want of room</h3>
    <ul>
      ${rows.map(
        ({ boot, first, from, last, to }) =>
          html`<li>events ${first}–${last} of <code>${boot}</code>, ${moment(from)} to ${moment(to)}</li>`,
      )}
    </ul>`;
}

/** Whether a person answered, where it was asked. */
export function challengeSection({ challenges }: SessionReport): Markup {
  if (challenges.length === 0) return html``;
  return html`<h2>Whether a person answered</h2>
    <table>
      ${tableHead('asked at', 'by', 'movement', 'what was seen')}
      <tbody>
        ${challenges.map(
          ({ askedAt, cue, issuer, outcome }) =>
            html`<tr>
              <td>${moment(askedAt)}</td>
              <td>${issuer}</td>
              <td>${reportWords.cue[cue]}</td>
              <td>${reportWords.answer[outcome]}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** Until when what is kept, and what keeps it longer. */
export function keepingSection({ keeping: { classes, heardAt, hold, open } }: SessionReport): Markup {
  return html`<h2>How long it is kept</h2>
    <p>
      The last of it came on
      ${moment(heardAt)}.${open ? ' While the session is open, and under a hold, nothing of it is erased.' : null}
    </p>
    <table>
      ${tableHead('what', 'kept until')}
      <tbody>
        ${classes.map(
          (one) =>
            html`<tr>
              <td>${reportWords.classes[one.class]}</td>
              <td>${moment(one.dueAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      hold === null
        ? html`<p>There is no legal hold on it.</p>`
        : html`<h3>Legal hold: ${reportWords.hold[hold.state]}</h3>
            <p>
              Asked for by ${hold.askedBy} on ${moment(hold.askedAt)}:
              “${hold.reason}”${hold.confirmedBy === null ? null : html`; confirmed by ${hold.confirmedBy}`}${
                hold.releaseAskedBy === null
                  ? null
                  : html`; ${hold.releaseAskedBy} asked to end it: “${hold.releaseReason}”`
              }.
            </p>`
    }`;
}

/** Who looked at it. */
export function looksSection({ looks }: SessionReport): Markup {
  const head = html`<h2>Who looked at what</h2>`;
  if (looks === null)
    return html`${head}
      <p>The audit log is for administrators and auditors; who made this report may not read it.</p>`;
  if (looks.length === 0)
    return html`${head}
      <p>Nobody looked before this report was made.</p>`;
  return html`${head}
    <p class="quiet">
      From the hub’s audit log, since the session began; looks that concern later sessions at this seat are
      among them. The same look within ten minutes is one row.
    </p>
    <table>
      ${tableHead('when', 'who', 'what', 'on what')}
      <tbody>
        ${looks.map(
          ({ actor, at, role, subject, verb }) =>
            html`<tr>
              <td>${moment(at)}</td>
              <td>${actor ?? 'nobody by name'}${role === null ? null : ` (${reportWords.role[role]})`}</td>
              <td>${plain(verb)}</td>
              <td class="hash">${subject}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
