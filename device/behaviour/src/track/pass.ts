import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import type { Memory } from './memory.js';
import { isWithin, type Scale, stepsOf, valueOf } from './scale.js';
import { TrackError } from './track-error.js';

/**
 * One way through the fields of a record. A format is written down once, as a function that goes through it: with a pass that
 * writes, of what is given; with one that reads, of nothing. Either way it returns what stands in the track, so that who writes
 * knows what will be read.
 */
export type Pass = {
  /** A number on its scale, told as the difference to the one that the memory holds. */
  number(memory: Memory, scale: Scale, given: number | undefined): number;
  /** A whole number from 0 to `most` as it is: a count, flags. */
  plain(most: number, given: number | undefined): number;
};

/** Writes what it is given. */
export function writingPass(into: ByteWriter): Pass {
  return {
    number(memory, scale, given) {
      const steps = stepsOf(scale, given ?? 0);
      const difference = steps - (memory.get(scale) ?? 0);
      // Small numbers of either sign become small ones (zigzag).
      into.varint(difference < 0 ? -2 * difference - 1 : 2 * difference);
      if (difference !== 0) memory.set(scale, steps);
      return valueOf(scale, steps);
    },
    plain(most, given = 0) {
      const told = Math.min(most, given);
      into.varint(told);
      return told;
    },
  };
}

/** Reads what was written. It throws a TrackError where that can't be. */
export function readingPass(from: ByteReader): Pass {
  return {
    number(memory, scale) {
      const zigzag = from.varint();
      const difference = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
      const steps = (memory.get(scale) ?? 0) + difference;
      if (!isWithin(scale, steps)) throw new TrackError('damaged', 'a number is out of its range');
      if (difference !== 0) memory.set(scale, steps);
      return valueOf(scale, steps);
    },
    plain(most) {
      const told = from.varint();
      if (told > most) throw new TrackError('damaged', `${told} where ${most} is the most`);
      return told;
    },
  };
}

/** Most faces or objects of one record; a seat tells four faces. */
const MOST_LISTED = 255;

/** A list, its length first. */
export function listed<T>(
  pass: Pass,
  given: readonly T[] | undefined,
  each: (index: number, one: T | undefined) => T,
): T[] {
  const length = pass.plain(MOST_LISTED, given?.length);
  const told: T[] = [];
  for (let index = 0; index < length; index += 1) told.push(each(index, given?.[index]));
  return told;
}
