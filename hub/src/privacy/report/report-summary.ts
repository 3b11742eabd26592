import type { SessionReport } from '@invigil/contract';
import { type Markup, html } from './markup.js';
import { verdictOf } from './report-record.js';
import type { Speech } from './report-speech.js';

/** The first lines: what a reader looks for. */
export function summary(report: SessionReport, speech: Speech): Markup {
  const { certificate, from, incidents, label, policies, room, roomName, seat, session, to } = report;
  const { lengthOf, moment, number, percent, texts } = speech;
  const conduct = incidents.filter((one) => one.class === 'conduct');
  const waiting = conduct.filter(
    ({ judged }) => judged === undefined || judged.state === 'reopened' || judged.state === 'to-confirm',
  );
  const camera = certificate?.coverage.find(({ sensor }) => sensor === 'camera');
  return html`<dl>
    <dt>${texts.centre}</dt>
    <dd>${report.centre}</dd>
    <dt>${texts.roomAndSeat}</dt>
    <dd>
      ${texts.seatIn(
        roomName === null ? room : `${roomName} (${room})`,
        label === null ? seat : `${label} (${seat})`,
      )}
    </dd>
    <dt>${texts.session}</dt>
    <dd>${session}</dd>
    <dt>${texts.fromTo}</dt>
    <dd>
      ${texts.span(moment(from), moment(to))},
      ${lengthOf(to - from)}${report.running ? `; ${texts.goesOn}` : null}
    </dd>
    <dt>${texts.watched}</dt>
    <dd>
      ${
        camera === undefined
          ? texts.notProved
          : camera.watched === null
            ? texts.nothingToWatch
            : texts.shareOfTime(percent(camera.watched))
      }
    </dd>
    <dt>${texts.incidents}</dt>
    <dd>
      ${texts.incidentCounts(
        number(conduct.length),
        number(waiting.length),
        number(incidents.length - conduct.length),
      )}
    </dd>
    <dt>${texts.policy}</dt>
    <dd>
      ${
        policies.length === 0
          ? texts.notTold
          : policies
              .map(({ hash, policy }) =>
                policy === null ? hash.slice(0, 12) : texts.policyVersion(policy.id, String(policy.version)),
              )
              .join(' → ')
      }
    </dd>
    <dt>${texts.record}</dt>
    <dd>${verdictOf(report, speech)}</dd>
  </dl>`;
}
