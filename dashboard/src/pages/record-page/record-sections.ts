import { wideTable } from '../../components/wide-table.js';
import { Policy, type SessionReport } from '@invigil/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { recordsWords } from '../../lib/records-words.js';
import { dayAndTime, duration, timeOfDay } from '../../lib/times.js';
import { percent } from '../../lib/numbers.js';
import { words } from '../../lib/words.js';
import { fieldChanges } from '../../state/replay-diff.js';
import '../../components/coverage-axis/coverage-axis.js';

const CAUSES: ReadonlyMap<string, string> = new Map(Object.entries({ ...words.kind, ...recordsWords.blind }));

/** What was watched and what was not, and what proves it. */
export function watchedSection({ certificate, running }: SessionReport): TemplateResult {
  if (certificate === null) return html`<p class="quiet">${recordsWords.noProof}</p>`;
  return html`${running ? html`<p class="quiet">${recordsWords.stillRunning}</p>` : nothing}
    ${certificate.coverage.map((one) => {
      if (one.watched === null)
        return html`<p>
          <b>${recordsWords.nothingToWatchAt(dayAndTime(one.from))}</b>
        </p>`;
      const rows = one.blind.map(
        (blind) =>
          html`<tr>
            <td class="figures">${timeOfDay(blind.from)}</td>
            <td class="figures">${blind.to === null ? recordsWords.notOver : timeOfDay(blind.to)}</td>
            <td class="figures">${duration((blind.to ?? one.to) - blind.from)}</td>
            <td>${CAUSES.get(blind.cause) ?? blind.cause}</td>
          </tr>`,
      );
      return html`<p>
          <b>${recordsWords.watchedOf(percent(one.watched), dayAndTime(one.from), dayAndTime(one.to))}</b>
        </p>
        <invigil-coverage-axis .coverage=${one}></invigil-coverage-axis>
        ${
          rows.length === 0
            ? html`<p class="quiet">${recordsWords.noBlind}</p>`
            : wideTable(
                recordsWords.blindRows,
                [recordsWords.from, recordsWords.to, recordsWords.length, recordsWords.why],
                rows,
              )
        }`;
    })}
    <h3>${recordsWords.certificateOf}</h3>
    <p><b>${certificate.complete ? recordsWords.isComplete : recordsWords.isIncomplete}</b></p>
    <p><code>${certificate.hash}</code></p>
    ${wideTable(
      recordsWords.certificateOf,
      [recordsWords.boot, recordsWords.stored, recordsWords.missing, recordsWords.chain, recordsWords.head],
      certificate.boots.map(
        ({ boot, breaks, chain, head, missing, stored }) =>
          html`<tr>
            <td><code>${boot}</code></td>
            <td class="figures">${stored}</td>
            <td class="figures">${missing.map(([a, b]) => `${a}–${b}`).join(', ') || '0'}</td>
            <td>${recordsWords.chains[chain]}${breaks.length === 0 ? nothing : ` (${breaks.join(', ')})`}</td>
            <td><code>${head ?? recordsWords.noHash}</code></td>
          </tr>`,
      ),
    )}`;
}

/** Under which rules and with which programs the seat judged. */
export function rulesSection({ certificate, policies, versions }: SessionReport): TemplateResult {
  const standard = Policy.parse({});
  return html`${policies.length === 0 ? html`<p class="quiet">${recordsWords.noPolicy}</p>` : nothing}
  ${policies.map(({ hash, policy }) => {
    if (policy === null)
      return html`<p>${recordsWords.unknownPolicy}</p>
        <p><code>${hash}</code></p>`;
    const changes = fieldChanges(standard, policy);
    return html`<p><b>${recordsWords.policyLine(policy.id, policy.version)}</b> <code>${hash}</code></p>
      ${
        changes.length === 0
          ? html`<p class="quiet">${recordsWords.sameAsStandard}</p>`
          : wideTable(
              recordsWords.policyLine(policy.id, policy.version),
              [recordsWords.field, recordsWords.here, recordsWords.standard],
              changes.map(
                ({ after, before, path }) =>
                  html`<tr>
                    <td><code>${path}</code></td>
                    <td>${after}</td>
                    <td>${before}</td>
                  </tr>`,
              ),
            )
      }`;
  })}
  ${versions.map(({ inference, versions: of }) =>
    of === null || inference === null
      ? nothing
      : html`<p>
          ${recordsWords.versionLine(of.invigil, of.node, of.opencv, `${inference.runtime} (${inference.provider})`)}
        </p>`,
  )}
  ${
    certificate === null || certificate.nets.length === 0
      ? nothing
      : html`<h3>${recordsWords.netsUsed}</h3>
          <ul role="list">
            ${certificate.nets.map(({ name, sha256 }) => html`<li>${name} <code>${sha256}</code></li>`)}
          </ul>`
  }`;
}

/** Who looked at what, for who may read the audit log. */
export function looksSection({ looks }: SessionReport): TemplateResult {
  if (looks === null) return html`<p class="quiet">${recordsWords.looksNotForYou}</p>`;
  if (looks.length === 0) return html`<p class="quiet">${recordsWords.nobodyLooked}</p>`;
  return wideTable(
    recordsWords.looks,
    [recordsWords.when, recordsWords.who, recordsWords.what, recordsWords.onWhat],
    looks.map(
      ({ actor, at, role, subject, verb }) =>
        html`<tr>
          <td class="figures">${dayAndTime(at)}</td>
          <td>
            ${actor ?? recordsWords.nobodyByName}
            ${role === null ? nothing : html`<span class="quiet">${role === 'seat' ? words.aSeat : words.roles[role]}</span>`}
          </td>
          <td>${words.auditVerb[verb]}</td>
          <td><code>${subject}</code></td>
        </tr>`,
    ),
  );
}
