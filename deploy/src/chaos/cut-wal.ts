import { closeSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

/** Format of a write-ahead log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGICS = new Set([0x377f0682, 0x377f0683]);
/** SQLite copies the log into the database once it has so many frames; before that the database holds none of them. */
const CHECKPOINT_FRAMES = 1000;

/** What was cut off. */
export type CutWal = { framesBefore: number; framesLeft: number };

/**
 * Cuts off the end of a write-ahead log, in the midst of a frame, as a disk does that lied about having written it. Only a log of which
 * nothing was copied into the database yet: a cut of the rest would leave a database of two times, which no program can mend.
 * @param where 0–1, which share of the frames is left @returns undefined where there is nothing to cut, or part of it was copied
 */
export function cutWal(file: string, where: number): CutWal | undefined {
  const log = readFrames(`${file}-wal`);
  if (log === undefined || log.frames === 0 || log.frames >= CHECKPOINT_FRAMES) return undefined;
  const framesLeft = Math.floor(where * log.frames);
  const frameBytes = FRAME_HEADER_BYTES + log.pageBytes;
  truncateSync(`${file}-wal`, HEADER_BYTES + Math.floor((framesLeft + 0.5) * frameBytes));
  return { framesBefore: log.frames, framesLeft };
}

/** Frames of the log's present round: they carry the salt of its header. Undefined: there is no log. */
function readFrames(wal: string): { frames: number; pageBytes: number } | undefined {
  const size = statSync(wal, { throwIfNoEntry: false })?.size ?? 0;
  if (size < HEADER_BYTES) return undefined;
  const fd = openSync(wal, 'r');
  try {
    const read = (bytes: number, at: number): Buffer => {
      const buffer = Buffer.alloc(bytes);
      readSync(fd, buffer, 0, bytes, at);
      return buffer;
    };
    const header = read(HEADER_BYTES, 0);
    if (!MAGICS.has(header.readUInt32BE(0))) return undefined;
    const pageBytes = header.readUInt32BE(8);
    const salt = header.subarray(16, 24);
    let frames = 0;
    for (let at = HEADER_BYTES; at + FRAME_HEADER_BYTES + pageBytes <= size; frames++) {
      if (!read(8, at + 8).equals(salt)) break;
      at += FRAME_HEADER_BYTES + pageBytes;
    }
    return { frames, pageBytes };
  } finally {
    closeSync(fd);
  }
}
