import type { ChallengePort } from '../http/challenge-routes.js';
import type { RoomPlan } from '../lib/room-plan.js';
import type { Cues } from './cues.js';

/** Cues that people have seats give, as the routes ask for them. @param deps.list those that were judged */
export function challengePort(deps: {
  plan: Pick<RoomPlan, 'seats'>;
  cues: Cues;
  list: ChallengePort['list'];
}): ChallengePort {
  return {
    give: (key, issuer, cue) => {
      const seat = deps.plan.seats.get(key);
      return seat && deps.cues.give(seat, issuer, cue);
    },
    list: deps.list,
  };
}
