import type { Observation } from '@invigil/behaviour';
import { Policy, type SignalKind } from '@invigil/contract';
import type { ClipFilm } from './clip-films.js';
import type { Film } from './film.js';
import type { PlannedFilms } from './films-of.js';
import { type Judged, judgeFilm } from './judge-film.js';
import type { PhotoFilm } from './photo-films.js';
import { filmTime, sessionStart } from './record.js';
import type { Happening, Scenario } from './scenario.js';
import { type Score, scoreFilm, type Truth } from './score.js';

/** A scenario, and what is right and wrong in what was told of it. */
export type JudgedScenario = { scenario: Scenario; score: Score; judged: Judged };
export type JudgedClip = { clip: ClipFilm; judged: Judged };
/** A photograph, whether the seat saw anybody in it, and whether it told a possible phone. */
export type JudgedPhoto = Omit<PhotoFilm, 'film'> & { somebody: boolean; told: boolean };
export type JudgedFairness = { variant: string; scenario: Scenario; score: Score; judged: Judged };

/** Everything that was recorded of a plan, judged. */
export type JudgedFilms = {
  scenarios: JudgedScenario[];
  clips: JudgedClip[];
  /** Each an hour of one person, or what of it is recorded. */
  calm: Judged[];
  fairness: JudgedFairness[];
  photos: JudgedPhoto[];
};

/** A labelled turn is shorter than the standard onset: here a look counts once it has lasted this long, ms. */
export const CLIP_ONSET_MS = 1000;

/** Gives what was seen in a film; undefined where it is not recorded. */
type Recorded = (film: Film) => Observation[] | undefined;

/** Judges all that is recorded. */
export function judgeAll(films: PlannedFilms, recorded: Recorded, policy: Policy): JudgedFilms {
  return {
    scenarios: films.scenarios.flatMap(({ film, scenario }) => {
      const seen = recorded(film);
      return seen ? [{ scenario, ...judgeScenario(scenario, seen, policy) }] : [];
    }),
    clips: films.clips.flatMap((clip) => {
      const seen = recorded(clip.film);
      return seen ? [{ clip, judged: inFilmTime(judgeFilm(seen, clipPolicy(policy))) }] : [];
    }),
    calm: sessionsOf(films.calm, recorded).map((seen) => inFilmTime(judgeFilm(seen, policy))),
    fairness: films.fairness.flatMap(({ film, scenario, variant }) => {
      const seen = recorded(film);
      return seen ? [{ variant, scenario, ...judgeScenario(scenario, seen, policy) }] : [];
    }),
    photos: films.photos.flatMap(({ film, ...photo }) => {
      const seen = recorded(film);
      return seen
        ? [
            {
              ...photo,
              somebody: seen.some(isSomebodySeen),
              told: judgeFilm(seen, policy).signals.some(({ kind }) => kind === 'phone'),
            },
          ]
        : [];
    }),
  };
}

function isSomebodySeen(seen: Observation): boolean {
  return (
    seen.type === 'frame' &&
    (seen.faces.length > 0 || (seen.objects ?? []).some(({ label }) => label === 'person'))
  );
}

function judgeScenario(scenario: Scenario, seen: readonly Observation[], policy: Policy) {
  const judged = inFilmTime(judgeFilm(seen, policy));
  return { judged, score: scoreFilm(judged.signals, truthsOf(scenario.happenings), judged.lengthMs) };
}

/** What must be told of some happenings. Of somebody who walks by: nothing. */
function truthsOf(happenings: readonly Happening[]): Truth[] {
  return happenings.flatMap(({ direction, endMs, startMs, subject }) => {
    if (subject === 'passage') return [];
    const kind: SignalKind = subject;
    return [{ kind, startMs, endMs, direction }];
  });
}

function clipPolicy(policy: Policy): Policy {
  const { conduct } = policy;
  const quick = { ...conduct['looking-away'], onsetMs: CLIP_ONSET_MS };
  return Policy.parse({ ...policy, conduct: { ...conduct, 'looking-away': quick } });
}

/** The chunks of each session put together, up to the first that is not recorded. */
function sessionsOf(chunks: PlannedFilms['calm'], recorded: Recorded): Observation[][] {
  const sessions = new Map<number, Observation[]>();
  const cut = new Set<number>();
  for (const { film, session } of chunks) {
    const seen = cut.has(session) ? undefined : recorded(film);
    if (seen) sessions.set(session, [...(sessions.get(session) ?? []), ...seen]);
    else cut.add(session);
  }
  return [...sessions.values()];
}

/** Signals in the time of the film, ms from its beginning. */
function inFilmTime(judged: Judged): Judged {
  return {
    ...judged,
    signals: judged.signals.map((signal) => ({
      ...signal,
      startedAt: filmTime(signal.startedAt),
      openedAt: filmTime(signal.openedAt),
      endedAt: signal.endedAt === null ? null : filmTime(signal.endedAt),
    })),
    incidents: judged.incidents.map((one) => ({ ...one, startedAt: one.startedAt - sessionStart })),
  };
}
