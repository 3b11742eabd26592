import { planRooms } from '../../lib/room-plan.js';
import { appendAudit } from '../../store/audit.js';
import { judge } from '../../store/judgements.js';
import { AT, MATHS, privacySetUp, storyOf, tellAll } from '../../test-privacy.js';
import { testRecords } from './test-records.js';

/** For tests only: a session with a picture, a judgement and a look, and what people read of it. */
export async function reported(words = 'a <sneeze> & "more"') {
  const hub = await privacySetUp();
  const { clock, config, db } = hub;
  await hub.putPicture('picture maths');
  const plan = planRooms(config);
  const policyHash = plan.seats.get('r2/a1')?.policyHash;
  await hub.say('birth', {
    boot: 'a'.repeat(16),
    at: AT,
    session: 'maths',
    versions: { invigil: '0.9.1', node: '20.19.0', opencv: '4.11.0' },
    inference: { runtime: 'onnxruntime', provider: 'cpu' },
    nets: [{ name: 'face-detector', sha256: 'c'.repeat(64) }],
    camera: { type: 'camera', name: '/dev/video0', asked: {}, granted: null },
    policyHash,
  });
  await tellAll(hub, [...storyOf('maths'), ...storyOf('physics', 8, AT + 9e6, 2)]);
  const incident = (await hub.incidents()).find(({ startedAt }) => startedAt === AT);
  const request = { outcome: 'cleared' as const, reason: 'harmless' as const, after: 0, words };
  const judging = {
    seatId: 1,
    incidentId: incident?.id ?? '',
    request,
    role: 'reviewer' as const,
    at: AT + 1,
  };
  await judge(db, { ...judging, by: 'Rex <b>' }, async () => {});
  const who = { actor: 'Rex <b>', role: 'reviewer' as const, address: '10.0.0.7' };
  await appendAudit(db, { ...who, at: AT + 2, verb: 'record-read', subject: 'r2/a1 timeline', count: 1 });
  clock.at = AT + 3_600_000;
  const records = testRecords({ ...hub, plan });
  return { ...hub, plan, records, place: MATHS };
}
