import {
  Policy,
  type ReportedPolicy,
  type ReportedVersions,
  type SessionReport,
  valuesOf,
} from '@invigil/contract';
import { type Markup, html, tableHead } from './markup.js';
import { moment, plain } from './report-words.js';

/** Under which rules and with which programs the seat judged. */
export function rulesSection({ certificate, hub, policies, versions }: SessionReport): Markup {
  const nets = (certificate?.nets ?? []).map(
    ({ name, sha256 }) =>
      html`<tr>
        <td>${name}</td>
        <td class="hash">${sha256}</td>
      </tr>`,
  );
  return html`<h2>Policy in force, versions and nets</h2>
    ${policies.length === 0 ? html`<p>The seat did not say under which policy it worked.</p>` : policies.map(policyPart)}
    <h3>Versions</h3>
    <p>This report was made by version ${hub} of the hub.</p>
    ${versions.length === 0 ? html`<p>The seat did not say what it was made of.</p>` : versionTable(versions)}
    ${
      nets.length === 0
        ? null
        : html`<h3>Nets that read the camera</h3>
            <table>
              ${tableHead('net', 'SHA-256 of its file')}
              <tbody>
                ${nets}
              </tbody>
            </table>`
    }`;
}

/** What differs from the standard policy, as rows of a path and both values. */
function differences(policy: Policy): { path: string; here: string; standard: string }[] {
  const standard = valuesOf(Policy.parse({}));
  return [...valuesOf(policy)]
    .filter(([path, here]) => path !== 'id' && path !== 'version' && standard.get(path) !== here)
    .map(([path, here]) => ({ path, here, standard: standard.get(path) ?? 'none' }));
}

function policyPart({ hash, policy }: ReportedPolicy): Markup {
  if (policy === null)
    return html`<h3>A policy whose text the hub does not keep</h3>
      <p>Its hash: <code>${hash}</code></p>`;
  const other = differences(policy);
  return html`<h3>Policy ${policy.id}, version ${policy.version}</h3>
    <p>Its hash: <code>${hash}</code>. All of its fields stand at the end.</p>
    ${
      other.length === 0
        ? html`<p>It is the standard policy in every field.</p>`
        : html`<table>
            <caption class="quiet">
              What is different from the standard policy
            </caption>
            ${tableHead('field', 'here', 'standard')}
            <tbody>
              ${other.map(
                ({ here, path, standard }) =>
                  html`<tr>
                    <td>${path}</td>
                    <td>${here}</td>
                    <td>${standard}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`;
}

function versionTable(versions: readonly ReportedVersions[]): Markup {
  return html`<table>
    ${tableHead('said at', 'run of the daemon', 'Invigil', 'Node', 'OpenCV', 'nets run in', 'policy')}
    <tbody>
      ${versions.map(
        ({ at, boot, inference, policyHash, versions: of }) =>
          html`<tr>
            <td>${moment(at)}</td>
            <td class="hash">${boot}</td>
            <td>${of?.invigil ?? 'not kept'}</td>
            <td>${of?.node ?? 'not kept'}</td>
            <td>${of?.opencv ?? 'not kept'}</td>
            <td>${inference === null ? 'not kept' : `${inference.runtime} on ${inference.provider}`}</td>
            <td class="hash">${policyHash.slice(0, 12)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Each policy in full, small. */
export function policyAppendix({ policies }: SessionReport): Markup {
  const known = policies.flatMap(({ hash, policy }) => (policy === null ? [] : [{ hash, policy }]));
  if (known.length === 0) return html``;
  return html`<h2>The policy in full</h2>
    ${known.map(
      ({ hash, policy }) =>
        html`<h3>${plain(policy.id)}, version ${policy.version}, <code>${hash.slice(0, 12)}</code></h3>
          <div class="values">
            ${[...valuesOf(policy)].map(([path, value]) => html`<div><span>${path}</span><b>${value}</b></div>`)}
          </div>`,
    )}`;
}
