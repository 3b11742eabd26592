import type { EvidencePicture, Incident } from '@invigil/contract';

/** A page of a flip book: a picture, and its time from when what it shows began, ms; below zero: before. */
export type FlipPage = { picture: EvidencePicture; fromOnsetMs: number };

/** The pictures of an incident in the order in which they were taken, each once. */
export function flipPages({ evidence, signals, startedAt }: Incident): FlipPage[] {
  const once = new Map(evidence.map((picture) => [`${picture.sha256} ${picture.takenAt}`, picture]));
  const onsetOf = new Map(signals.map((signal) => [signal.id, signal.startedAt]));
  return [...once.values()]
    .sort((a, b) => a.takenAt - b.takenAt)
    .map((picture) => ({
      picture,
      fromOnsetMs: picture.takenAt - (onsetOf.get(picture.signalId) ?? startedAt),
    }));
}

/** The kept picture that is nearest to a time, no further away than `withinMs`. */
export function pictureNear(
  incidents: readonly Pick<Incident, 'evidence'>[],
  at: number,
  withinMs: number,
): EvidencePicture | undefined {
  const all = incidents.flatMap(({ evidence }) => evidence);
  const [nearest] = all.toSorted((a, b) => Math.abs(a.takenAt - at) - Math.abs(b.takenAt - at));
  return nearest !== undefined && Math.abs(nearest.takenAt - at) <= withinMs ? nearest : undefined;
}
