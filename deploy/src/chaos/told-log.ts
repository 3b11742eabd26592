import { closeSync, openSync, writeSync } from 'node:fs';

/** What a seat told in one boot, as it was noted past the code under test. */
export type ToldBoot = {
  seat: string;
  boot: string;
  /** Hash of each event that was given to the outbox, from `seq` 1. */
  hashes: string[];
  /** The outbox has taken every event up to this `seq`. */
  told: number;
  /** Events that happened in it and that a full disk did not take: they were never told, and the seat says so. */
  refused: number;
  /** The disk lost what came after `told`, by a fault of the campaign: it may be at the hub, and need not be. */
  cut: boolean;
};

/**
 * Notes what seats tell: before the outbox is given an event (`i`), and once it has taken it (`t`) or refused it (`f`). Whoever is killed in
 * between looks into the outbox when it is back (`r`). A line is one write, so a kill leaves it whole or away.
 */
export class ToldLog {
  readonly #fd: number;

  constructor(file: string) {
    this.#fd = openSync(file, 'a');
  }

  giving(seat: string, boot: string, first: number, hashes: readonly string[]): void {
    this.#write('i', seat, boot, first, hashes.join(','));
  }

  taken(seat: string, boot: string, last: number): void {
    this.#write('t', seat, boot, last);
  }

  refused(seat: string, boot: string, first: number, events: number): void {
    this.#write('f', seat, boot, first, events);
  }

  /** The outbox of a seat that was killed holds the boot up to here. `cut`: the campaign has damaged its file. */
  found(seat: string, boot: string, last: number, cut: boolean): void {
    this.#write(cut ? 'c' : 'r', seat, boot, last);
  }

  close(): void {
    closeSync(this.#fd);
  }

  #write(...words: (string | number)[]): void {
    writeSync(this.#fd, `${words.join(' ')}\n`);
  }
}

/** Reads such a log into the boots that it tells of, by seat and boot. */
export function readTold(text: string, boots = new Map<string, ToldBoot>()): Map<string, ToldBoot> {
  // What stands after the last end of a line was cut off by a kill.
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    const [kind, seat = '', boot = '', number = '', more = ''] = line.split(' ');
    if (kind === undefined || kind === '') continue;
    const key = `${seat} ${boot}`;
    const of = boots.get(key) ?? { seat, boot, hashes: [], told: 0, refused: 0, cut: false };
    boots.set(key, of);
    const seq = Number(number);
    if (kind === 'i') of.hashes.splice(seq - 1, Infinity, ...more.split(','));
    else if (kind === 'f') {
      of.hashes.length = seq - 1;
      of.refused += Number(more);
    } else if (kind === 't') of.told = seq;
    else if (kind === 'c') [of.told, of.cut] = [Math.min(of.told, seq), true];
    else if (seq > of.told) of.told = seq;
    // What the outbox had not taken when its seat was killed was never told.
    if (kind === 'r') of.hashes.length = Math.max(seq, of.told);
  }
  return boots;
}
