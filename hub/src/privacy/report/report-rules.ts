import {
  Policy,
  type ReportedPolicy,
  type ReportedVersions,
  type SessionReport,
  valuesOf,
} from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import type { Speech } from './report-speech.js';

/** Under which rules and with which programs the seat judged. */
export function rulesSection(
  { certificate, hub, policies, versions }: SessionReport,
  speech: Speech,
): Markup {
  const { proof } = speech;
  const nets = (certificate?.nets ?? []).map(
    ({ name, sha256 }) =>
      html`<tr>
        <td>${name}</td>
        <td class="hash">${sha256}</td>
      </tr>`,
  );
  return html`<h2>${proof.rules}</h2>
    ${policies.length === 0 ? html`<p>${proof.noPolicy}</p>` : policies.map((one) => policyPart(one, speech))}
    <h3>${proof.versions}</h3>
    <p>${proof.madeBy(hub)}</p>
    ${versions.length === 0 ? html`<p>${proof.noVersions}</p>` : versionTable(versions, speech)}
    ${
      nets.length === 0
        ? null
        : html`<h3>${proof.nets}</h3>
            <table>
              ${tableHead(proof.net, proof.netHash)}
              <tbody>
                ${nets}
              </tbody>
            </table>`
    }`;
}

/** What differs from the standard policy, as rows of a path and both values. */
function differences(policy: Policy): { path: string; here: string; standard: string | undefined }[] {
  const standard = valuesOf(Policy.parse({}));
  return [...valuesOf(policy)]
    .filter(([path, here]) => path !== 'id' && path !== 'version' && standard.get(path) !== here)
    .map(([path, here]) => ({ path, here, standard: standard.get(path) }));
}

function policyPart({ hash, policy }: ReportedPolicy, { proof }: Speech): Markup {
  if (policy === null)
    return html`<h3>${proof.unknownPolicy}</h3>
      <p>${proof.itsHash} <code>${hash}</code></p>`;
  const other = differences(policy);
  return html`<h3>${proof.policyTitle(policy.id, String(policy.version))}</h3>
    <p>${proof.itsHash} <code>${hash}</code>. ${proof.fieldsAtEnd}</p>
    ${
      other.length === 0
        ? html`<p>${proof.standardPolicy}</p>`
        : html`<table>
            <caption class="quiet">
              ${proof.differences}
            </caption>
            ${tableHead(proof.field, proof.here, proof.standard)}
            <tbody>
              ${other.map(
                ({ here, path, standard }) =>
                  html`<tr>
                    <td>${path}</td>
                    <td>${here}</td>
                    <td>${standard ?? proof.none}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`;
}

function versionTable(versions: readonly ReportedVersions[], { moment, proof }: Speech): Markup {
  return html`<table>
    ${tableHead(proof.saidAt, proof.run, 'Invigil', 'Node', 'OpenCV', proof.netsIn, proof.policy)}
    <tbody>
      ${versions.map(
        ({ at, boot, inference, policyHash, versions: of }) =>
          html`<tr>
            <td>${moment(at)}</td>
            <td class="hash">${boot}</td>
            <td>${of?.invigil ?? proof.notKept}</td>
            <td>${of?.node ?? proof.notKept}</td>
            <td>${of?.opencv ?? proof.notKept}</td>
            <td>
              ${inference === null ? proof.notKept : proof.runtimeOn(inference.runtime, inference.provider)}
            </td>
            <td class="hash brief">${policyHash.slice(0, 12)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Each policy in full, small. */
export function policyAppendix({ policies }: SessionReport, { proof }: Speech): Markup {
  const known = policies.flatMap(({ hash, policy }) => (policy === null ? [] : [{ hash, policy }]));
  if (known.length === 0) return html``;
  return html`<h2>${proof.inFull}</h2>
    ${known.map(
      ({ hash, policy }) =>
        html`<h3>
            ${proof.policyTitle(policy.id, String(policy.version))}, <code>${hash.slice(0, 12)}</code>
          </h3>
          <div class="values">
            ${[...valuesOf(policy)].map(([path, value]) => html`<div><span>${path}</span><b>${value}</b></div>`)}
          </div>`,
    )}`;
}
