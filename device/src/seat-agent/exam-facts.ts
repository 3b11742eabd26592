import { CONDUCT_KINDS, type ExamFacts, type Policy, SEAT_COVERAGE_KINDS } from '@invigil/contract';
import { recordedKinds } from './recorded.js';

/** What of the exam the seat was told by others; what it was not is null. */
export type KnownOfExam = Pick<ExamFacts, 'exam' | 'notice' | 'retention'>;

/** What the candidate's page has to say, under the policy in force. */
export function examFacts(
  policy: Policy,
  place: Pick<ExamFacts, 'seat' | 'session'>,
  known: KnownOfExam,
): ExamFacts {
  const { camera, conduct, coverage, identity, parts } = policy;
  const looked = camera.enabled;
  return {
    ...place,
    ...known,
    steps: {
      camera: looked,
      calibration: looked && conduct['gaze-off-screen'].enabled,
      liveness: looked && conduct['spoof-suspected'].enabled,
      identity: looked && identity.enabled,
      microphone: parts.microphone,
    },
    watched: {
      camera: looked
        ? [
            ...CONDUCT_KINDS.filter((kind) => conduct[kind].enabled && isAsked(kind, policy)),
            ...SEAT_COVERAGE_KINDS.filter((kind) => coverage[kind].enabled),
          ]
        : [],
      page: recordedKinds('page', policy),
      browser: recordedKinds('browser', policy),
      editor: recordedKinds('editor', policy),
      machine: recordedKinds('machine', policy),
      microphone: recordedKinds('microphone', policy),
    },
  };
}

function isAsked(kind: (typeof CONDUCT_KINDS)[number], { identity }: Policy): boolean {
  return kind !== 'identity-mismatch' || identity.enabled;
}
