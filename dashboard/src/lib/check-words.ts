import type { ChallengeOutcome, Cue } from '@invigil/contract';

/** The texts of asking whether a person answers: a part of `words`. */
export const checkWords = {
  /** What a candidate is asked to do, in short. */
  cue: {
    'turn-left': 'Turn to the left',
    'turn-right': 'Turn to the right',
    'look-up': 'Look up',
    'blink-twice': 'Blink twice',
  } satisfies Record<Cue, string>,
  /** What the invigilator says to the candidate; left and right are the candidate’s own. */
  cueSaid: {
    'turn-left': '“Please turn your head to your left, and back.”',
    'turn-right': '“Please turn your head to your right, and back.”',
    'look-up': '“Please raise your chin and look up, and back.”',
    'blink-twice': '“Please blink twice, quickly.”',
  } satisfies Record<Cue, string>,
  outcome: {
    answered: 'Answered',
    'not-answered': 'Movement not seen',
    wrong: 'Another movement seen',
    inconsistent: 'Not as a head turns',
    'could-not-see': 'Could not see',
  } satisfies Record<ChallengeOutcome, string>,
  outcomeSays: {
    answered: 'The movement was seen, after the cue and in time.',
    'not-answered': 'The movement did not come in time. Perhaps the cue was not heard: ask again.',
    wrong:
      'The head moved another way, or several ways. Left and right are easily taken for each other: ask again.',
    inconsistent: 'The picture changed, but not as that of a head that turns. Look at the seat itself.',
    'could-not-see': 'The camera did not see the face well enough. This says nothing of the candidate.',
  } satisfies Record<ChallengeOutcome, string>,

  check: 'Check that a person answers',
  movement: 'Movement',
  drawMovement: 'Draw one',
  sayThis: 'Start, then say:',
  sayNow: 'Say now:',
  startCheck: 'Start',
  checking: 'Watching…',
  checkSending: 'Telling the seat…',
  checkOffline: 'The seat is not connected: nobody would watch for the answer.',
  checkOver: 'Time is over. The outcome is on its way.',
  checkSilent: 'The seat told no outcome. Its connection may be slow: it is listed here as soon as it comes.',
  checkFailed: 'The seat could not be asked: the hub gave no answer.',
  earlierChecks: 'Earlier checks',
  secondsLeft: (count: number): string => (count === 1 ? '1 second left' : `${count} seconds left`),
  checkRefused: (reason: string): string => `The seat was not asked: ${reason}.`,
} as const;
