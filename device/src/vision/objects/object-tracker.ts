import type { Box, ObjectObservation } from '@invigil/behaviour';
import type { FoundObject } from './object-detector.js';

/**
 * How long an object may go unseen and still be the same one, ms: at the slowest declared rate of one look a second, the
 * whole picture is looked at every 2 s.
 */
const BRIDGE_MS = 2500;
/** Two boxes are one object's when their centres are no further apart than this many of the larger one's longer sides … */
const NEAR = 1;
/** … and one is at most so many times as large as the other. */
const MAX_GROWTH = 4;

type Track = { id: number; label: FoundObject['label']; box: Box; seenAt: number };

/**
 * Gives objects ids that last from look to look. An object is expected where it was: at one or two looks a second a
 * velocity says little of a hand. What is not seen is not told, only remembered for its id.
 */
export class ObjectTracker {
  #tracks: readonly Track[] = [];
  #nextId = 1;

  /** The objects of the next look, with their ids. @param at when it was taken, epoch ms */
  follow(found: readonly FoundObject[], at: number): ObjectObservation[] {
    // A clock that was set back must not make objects last.
    const before = this.#tracks.filter(({ seenAt }) => Math.abs(at - seenAt) <= BRIDGE_MS);
    const ids = idsOf(found, before);
    const objects = found.map((object, i) => ({ ...object, id: ids.get(i) ?? this.#nextId++ }));
    const seen = new Set(objects.map(({ id }) => id));
    this.#tracks = [
      ...before.filter(({ id }) => !seen.has(id)),
      ...objects.map(({ box, id, label }) => ({ id, label, box, seenAt: at })),
    ];
    return objects;
  }
}

/** Ids of known objects by the places of those that were found; the nearest pairs first. */
function idsOf(found: readonly FoundObject[], tracks: readonly Track[]): Map<number, number> {
  const pairs = found.flatMap((object, i) =>
    tracks
      .filter(({ label }) => label === object.label)
      .map(({ box, id }) => ({ i, id, distance: distanceOf(object.box, box) }))
      .filter(({ distance }) => distance <= NEAR),
  );
  const ids = new Map<number, number>();
  const taken = new Set<number>();
  for (const { i, id } of pairs.toSorted((a, b) => a.distance - b.distance)) {
    if (ids.has(i) || taken.has(id)) continue;
    ids.set(i, id);
    taken.add(id);
  }
  return ids;
}

/**
 * Distance of two centres in longer sides of the larger box; Infinity where the sizes are too different. A phone in a hand
 * may move by its own width between two looks, where an overlap would say nothing any more.
 */
function distanceOf(a: Box, b: Box): number {
  const [areaA, areaB] = [a.width * a.height, b.width * b.height];
  if (Math.max(areaA, areaB) > MAX_GROWTH * Math.min(areaA, areaB)) return Infinity;
  const apart = Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
  return apart / Math.max(a.width, a.height, b.width, b.height);
}
