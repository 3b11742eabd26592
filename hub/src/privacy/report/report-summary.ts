import type { SessionReport } from '@invigil/contract';
import { type Markup, html } from './markup.js';
import { verdictOf } from './report-record.js';
import { lengthOf, moment, percent, reportWords } from './report-words.js';

/** The first lines: what a reader looks for. */
export function summary(report: SessionReport): Markup {
  const {
    certificate,
    from,

    incidents,
    label,
    policies,
    room,
    roomName,
    seat,
    session,
    to,
  } = report;
  const conduct = incidents.filter((one) => one.class === 'conduct');
  const waiting = conduct.filter(
    ({ judged }) => judged === undefined || judged.state === 'reopened' || judged.state === 'to-confirm',
  );
  const camera = certificate?.coverage.find(({ sensor }) => sensor === 'camera');
  return html`<dl>
    <dt>Centre</dt>
    <dd>${report.centre}</dd>
    <dt>Room and seat</dt>
    <dd>
      ${roomName === null ? room : `${roomName} (${room})`}, seat
      ${label === null ? seat : `${label} (${seat})`}
    </dd>
    <dt>Session</dt>
    <dd>${session}</dd>
    <dt>From, to</dt>
    <dd>${moment(from)} to ${moment(to)}, ${lengthOf(to - from)}${report.running ? '; it goes on' : null}</dd>
    <dt>Watched</dt>
    <dd>
      ${
        camera === undefined
          ? 'not proved'
          : camera.watched === null
            ? reportWords.nothingToWatch
            : `${percent(camera.watched)} of the time`
      }
    </dd>
    <dt>Incidents</dt>
    <dd>
      ${conduct.length}, of which ${waiting.length} wait for a judgement; ${incidents.length - conduct.length}
      more in which the camera could not see
    </dd>
    <dt>Policy</dt>
    <dd>
      ${
        policies.length === 0
          ? 'not told'
          : policies
              .map(({ hash, policy }) =>
                policy === null ? hash.slice(0, 12) : `${policy.id} version ${policy.version}`,
              )
              .join(', then ')
      }
    </dd>
    <dt>Record</dt>
    <dd>${verdictOf(report)}</dd>
  </dl>`;
}
