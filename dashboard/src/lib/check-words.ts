import { msg, str } from '@lit/localize';
import type { ChallengeOutcome, Cue } from '@invigil/contract';
import { plural } from './numbers.js';

/** The texts of asking whether a person answers: a part of `words`. */
export const checkWords = {
  /** What a candidate is asked to do, in short. */
  cue: {
    'turn-left': msg('Turn to the left'),
    'turn-right': msg('Turn to the right'),
    'look-up': msg('Look up'),
    'blink-twice': msg('Blink twice'),
  } satisfies Record<Cue, string>,
  /** What the invigilator says to the candidate; left and right are the candidate’s own. */
  cueSaid: {
    'turn-left': msg('“Please turn your head to your left, and back.”'),
    'turn-right': msg('“Please turn your head to your right, and back.”'),
    'look-up': msg('“Please raise your chin and look up, and back.”'),
    'blink-twice': msg('“Please blink twice, quickly.”'),
  } satisfies Record<Cue, string>,
  outcome: {
    answered: msg('Answered'),
    'not-answered': msg('Movement not seen'),
    wrong: msg('Another movement seen'),
    inconsistent: msg('Not as a head turns'),
    'could-not-see': msg('Could not see'),
  } satisfies Record<ChallengeOutcome, string>,
  outcomeSays: {
    answered: msg('The movement was seen, after the cue and in time.'),
    'not-answered': msg('The movement did not come in time. Perhaps the cue was not heard: ask again.'),
    wrong: msg(
      'The head moved another way, or several ways. Left and right are easily taken for each other: ask again.',
    ),
    inconsistent: msg('The picture changed, but not as that of a head that turns. Look at the seat itself.'),
    'could-not-see': msg('The camera did not see the face well enough. This says nothing of the candidate.'),
  } satisfies Record<ChallengeOutcome, string>,

  check: msg('Check that a person answers'),
  movement: msg('Movement'),
  drawMovement: msg('Draw one'),
  sayThis: msg('Start, then say:'),
  sayNow: msg('Say now:'),
  startCheck: msg('Start'),
  checking: msg('Watching…'),
  checkSending: msg('Telling the seat…'),
  checkOffline: msg('The seat is not connected: nobody would watch for the answer.'),
  checkOver: msg('Time is over. The outcome is on its way.'),
  checkSilent: msg(
    'The seat told no outcome. Its connection may be slow: it is listed here as soon as it comes.',
  ),
  checkFailed: msg('The seat could not be asked: the hub gave no answer.'),
  earlierChecks: msg('Earlier checks'),
  secondsLeft: (count: number): string =>
    plural(count, { one: msg('1 second left'), other: msg(str`${count} seconds left`) }),
  checkRefused: (reason: string): string => msg(str`The seat was not asked: ${reason}.`),
} as const;
