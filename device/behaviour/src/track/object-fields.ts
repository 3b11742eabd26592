import type { ObjectLabel, ObjectObservation } from '../observation.js';
import { passBox } from './box-fields.js';
import type { ChunkMemory } from './memory.js';
import type { Pass } from './pass.js';
import { SCALES } from './scales.js';
import { TrackError } from './track-error.js';

/** What stands in a track for a label: a new one takes the next number. */
const NUMBERS: Readonly<Record<ObjectLabel, number>> = { person: 0, phone: 1, book: 2, laptop: 3, screen: 4 };
const LABELS = ['person', 'phone', 'book', 'laptop', 'screen'] as const;

/** The way through one object of a frame. @param index its place in the list */
export function passObject(
  pass: Pass,
  { objects }: Pick<ChunkMemory, 'objects'>,
  index: number,
  given: ObjectObservation | undefined,
): ObjectObservation {
  const id = pass.number(objects.place(index), SCALES.id, given?.id);
  const memory = objects.thing(id);
  const label = LABELS[pass.plain(LABELS.length - 1, given && NUMBERS[given.label])];
  if (label === undefined) throw new TrackError('damaged', 'an object has no label');
  return {
    id,
    label,
    box: passBox(pass, memory, given?.box),
    score: pass.number(memory, SCALES.score, given?.score),
  };
}
