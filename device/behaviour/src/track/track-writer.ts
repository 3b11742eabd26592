import type { TrackNote } from '@invigil/contract';
import type { Observation } from '../observation.js';
import { ByteWriter } from './byte-writer.js';
import { ChunkMemory } from './memory.js';
import { writeNote, writeObservation } from './track-record.js';

/** How much time a chunk holds, ms: so much is lost where the seat's power is cut. */
const CHUNK_MS = 60_000;
/** And how many bytes, however much is seen. */
const CHUNK_BYTES = 128 * 1024;

/**
 * Writes down what comes to a seat's judgement, in chunks that each can be read without the bytes of another. What it returns is
 * what the judgement is to see: then a replay sees the same.
 */
export class TrackWriter {
  #chunk = new ByteWriter(CHUNK_BYTES);
  #memory = new ChunkMemory();
  #number = 0;
  #from: number | undefined;
  #due = false;

  constructor() {
    this.#begin();
  }

  /** Whether the chunk is to be taken now. */
  get due(): boolean {
    return this.#due || this.#chunk.length >= CHUNK_BYTES;
  }

  /** Writes an observation down. Returns it as it will be read: rounded to the steps of `SCALES`. */
  observe(observation: Observation): Observation {
    const told = writeObservation(this.#chunk, this.#memory, observation);
    this.#from ??= told.capturedAt;
    // A clock that was set back ends a chunk, too.
    this.#due = Math.abs(told.capturedAt - this.#from) >= CHUNK_MS;
    return told;
  }

  /** Writes down what else the judgement is told, in its turn. */
  note(note: TrackNote): void {
    writeNote(this.#chunk, note);
  }

  /** The chunk so far; the next record begins a new one. */
  take(): Uint8Array {
    const taken = this.#chunk.view();
    this.#begin();
    return taken;
  }

  #begin(): void {
    this.#chunk = new ByteWriter(CHUNK_BYTES);
    this.#chunk.varint(this.#number);
    this.#number += 1;
    this.#memory = new ChunkMemory();
    this.#from = undefined;
    this.#due = false;
  }
}
