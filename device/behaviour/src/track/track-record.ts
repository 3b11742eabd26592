import { decode, TrackNote } from '@invigil/contract';
import type { Observation } from '../observation.js';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { passFrame } from './frame-fields.js';
import type { ChunkMemory } from './memory.js';
import { type Pass, readingPass, writingPass } from './pass.js';
import { SCALES } from './scales.js';
import { TrackError } from './track-error.js';

/** One thing that came to the seat's judgement. */
export type TrackRecord = { type: 'observation'; observation: Observation } | TrackNote;

/**
 * The number that a record begins with, never used for another kind. A record is its number, its length and its content, so
 * that a reader passes over what it doesn't know. A kind whose fields change takes a new number.
 */
const TAGS = {
  start: 1,
  policy: 2,
  finish: 3,
  challenge: 4,
  software: 5,
  calibration: 6,
  frame: 16,
  'no-frame': 17,
} as const satisfies Readonly<Record<TrackNote['type'] | Observation['type'], number>>;

/** Writes an observation. Returns it as it will be read. */
export function writeObservation(into: ByteWriter, memory: ChunkMemory, given: Observation): Observation {
  const content = new ByteWriter(256);
  const pass = writingPass(content);
  const told = given.type === 'frame' ? passFrame(pass, memory, given) : passNoFrame(pass, memory, given);
  writeRecord(into, TAGS[given.type], content.view());
  return told;
}

/** Writes a note: as JSON, for there are few of them. */
export function writeNote(into: ByteWriter, note: TrackNote): void {
  writeRecord(into, TAGS[note.type], new TextEncoder().encode(JSON.stringify(note)));
}

/** Reads the next record; undefined for one of a kind that this code doesn't know. Throws TrackError. */
export function readRecord(from: ByteReader, memory: ChunkMemory): TrackRecord | undefined {
  const tag = from.varint();
  const content = from.take(from.varint());
  switch (tag) {
    case TAGS.start:
    case TAGS.policy:
    case TAGS.finish:
    case TAGS.challenge:
    case TAGS.software:
    case TAGS.calibration:
      return readNote(content);
    case TAGS.frame:
      return readObservation(content, (pass) => passFrame(pass, memory, undefined));
    case TAGS['no-frame']:
      return readObservation(content, (pass) => passNoFrame(pass, memory, undefined));
    default:
      return undefined;
  }
}

type NoFrame = Extract<Observation, { type: 'no-frame' }>;

function passNoFrame(pass: Pass, { picture }: ChunkMemory, given: NoFrame | undefined): NoFrame {
  return { type: 'no-frame', capturedAt: pass.number(picture, SCALES.capturedAt, given?.capturedAt) };
}

function readObservation(content: Uint8Array, through: (pass: Pass) => Observation): TrackRecord {
  const from = new ByteReader(content);
  const observation = through(readingPass(from));
  if (!from.done) throw new TrackError('damaged', 'an observation is longer than what it says');
  return { type: 'observation', observation };
}

function readNote(content: Uint8Array): TrackNote {
  const read = decode(TrackNote, content);
  if (!read.ok) throw new TrackError('damaged', `a note can't be read: ${read.error.message}`);
  return read.value;
}

function writeRecord(into: ByteWriter, tag: number, content: Uint8Array): void {
  into.varint(tag);
  into.varint(content.length);
  into.bytes(content);
}
