import type { BootRecord, SessionReport } from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import type { Speech } from './report-speech.js';

/** Whether the record is whole, in one sentence. */
export function verdictOf({ certificate }: Pick<SessionReport, 'certificate'>, { texts }: Speech): string {
  if (certificate === null) return texts.noCertificate;
  return certificate.complete ? texts.complete : texts.notComplete;
}

/** What proves that the record is as the seat told it. */
export function recordSection(report: SessionReport, speech: Speech): Markup {
  const { certificate, events, heads, tracks } = report;
  const { moment, number, proof } = speech;
  return html`<h2>${proof.proof}</h2>
    <p class="verdict">${verdictOf(report, speech)}</p>
    <p>${proof.events(events, number(events))}</p>
    ${
      certificate === null
        ? null
        : html`<p>${proof.certificate(moment(certificate.issuedAt))} <code>${certificate.hash}</code></p>`
    }
    ${certificate?.boots.map((boot) => bootPart(boot, speech))}${givenUp(report, speech)}
    <h3>${proof.heads}</h3>
    ${
      heads.length === 0
        ? html`<p>${proof.noEvent}</p>`
        : html`<table>
            <caption class="quiet">
              ${proof.headsNote}
            </caption>
            ${tableHead(proof.run, proof.event, proof.eventHash)}
            <tbody>
              ${heads.map(
                ({ boot, hash, seq }) =>
                  html`<tr>
                    <td class="hash">${boot}</td>
                    <td>${number(seq)}</td>
                    <td class="hash">${hash ?? proof.noHash}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${tracks.map(
      ({ boot, bytes, finished, observations, sha256 }) =>
        html`<p>
          ${proof.track(
            html`<code>${boot}</code>`,
            number(observations),
            number(bytes),
            finished,
            html`<code>${sha256}</code>`,
          )}
        </p>`,
    )}`;
}

function bootPart(one: BootRecord, { codes, moment, number, proof }: Speech): Markup {
  const { boot, breaks, chain, clock, erased, first, head, last, missing, notKept, stored } = one;
  const ranges = (all: readonly [number, number][]): string =>
    all.map(([from, to]) => (from === to ? number(from) : `${number(from)}–${number(to)}`)).join(', ');
  return html`<h3>${proof.bootTitle} <code>${boot}</code></h3>
    <dl>
      <dt>${proof.eventsTerm}</dt>
      <dd>${proof.storedFrom(number(stored), number(first), number(last))}</dd>
      <dt>${proof.missing}</dt>
      <dd>${missing.length === 0 ? proof.nothing : ranges(missing)}</dd>
      <dt>${proof.chain}</dt>
      <dd>
        ${codes.chain[chain]}${breaks.length === 0 ? null : proof.atEvent(breaks.map(number).join(', '))}
      </dd>
      <dt>${proof.head}</dt>
      <dd class="hash">${head ?? proof.noHash}</dd>
      ${
        erased === undefined
          ? null
          : html`<dt>${proof.erased}</dt>
              <dd>${ranges(erased)}</dd>`
      }
      ${
        notKept === undefined
          ? null
          : html`<dt>${proof.couldNotStore}</dt>
              <dd>
                ${notKept.map(
                  ({ events, from, to }) =>
                    html`${proof.eventsBetween(number(events), moment(from), moment(to))}<br />`,
                )}
              </dd>`
      }
      ${
        clock === undefined
          ? null
          : html`<dt>${proof.clock}</dt>
              <dd>
                ${proof.clockAhead(
                  number(clock.leastOffsetMs),
                  number(clock.greatestOffsetMs),
                  number(clock.uncertaintyMs),
                  number(clock.unmeasured),
                )}${clock.steps.map(({ forwardMs, seq }) => proof.clockStep(number(forwardMs), number(seq)))}
              </dd>`
      }
    </dl>`;
}

function givenUp({ certificate }: SessionReport, { moment, number, proof }: Speech): Markup | null {
  const rows = certificate?.givenUp ?? [];
  if (rows.length === 0) return null;
  return html`<h3>${proof.givenUp}</h3>
    <ul>
      ${rows.map(
        ({ boot, first, from, last, to }) =>
          html`<li>
            ${proof.givenUpLine(
              `${number(first)}–${number(last)}`,
              html`<code>${boot}</code>`,
              moment(from),
              moment(to),
            )}
          </li>`,
      )}
    </ul>`;
}

/** Whether a person answered, where it was asked. */
export function challengeSection({ challenges }: SessionReport, { codes, moment, proof }: Speech): Markup {
  if (challenges.length === 0) return html``;
  return html`<h2>${proof.challenges}</h2>
    <table>
      ${tableHead(proof.askedAt, proof.by, proof.movement, proof.wasSeen)}
      <tbody>
        ${challenges.map(
          ({ askedAt, cue, issuer, outcome }) =>
            html`<tr>
              <td>${moment(askedAt)}</td>
              <td>${issuer}</td>
              <td>${codes.cue[cue]}</td>
              <td>${codes.answer[outcome]}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** Until when what is kept, and what keeps it longer. */
export function keepingSection(
  { keeping: { classes, heardAt, hold, open } }: SessionReport,
  { codes, moment, proof }: Speech,
): Markup {
  return html`<h2>${proof.keeping}</h2>
    <p>${proof.lastCame(moment(heardAt))} ${open ? proof.openStays : null}</p>
    <table>
      ${tableHead(proof.what, proof.keptUntil)}
      <tbody>
        ${classes.map(
          (one) =>
            html`<tr>
              <td>${codes.classes[one.class]}</td>
              <td>${moment(one.dueAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      hold === null
        ? html`<p>${proof.noHold}</p>`
        : html`<h3>${proof.hold(codes.hold[hold.state])}</h3>
            <p>
              ${proof.holdAsked(hold.askedBy, moment(hold.askedAt), hold.reason)}${
                hold.confirmedBy === null ? null : proof.holdConfirmed(hold.confirmedBy)
              }${
                hold.releaseAskedBy === null
                  ? null
                  : proof.holdRelease(hold.releaseAskedBy, hold.releaseReason ?? '')
              }.
            </p>`
    }`;
}

/** Who looked at it. */
export function looksSection({ looks }: SessionReport, { codes, moment, proof }: Speech): Markup {
  const head = html`<h2>${proof.looks}</h2>`;
  const names = new Map<string, string>(Object.entries(codes.look));
  if (looks === null)
    return html`${head}
      <p>${proof.looksNotForYou}</p>`;
  if (looks.length === 0)
    return html`${head}
      <p>${proof.nobodyLooked}</p>`;
  return html`${head}
    <p class="quiet">${proof.looksNote}</p>
    <table>
      ${tableHead(proof.when, proof.who, proof.what, proof.onWhat)}
      <tbody>
        ${looks.map(
          ({ actor, at, role, subject, verb }) =>
            html`<tr>
              <td>${moment(at)}</td>
              <td>${actor ?? proof.nobodyByName}${role === null ? null : ` (${codes.role[role]})`}</td>
              <td>${names.get(verb) ?? verb}</td>
              <td class="hash">${subject}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
