import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { putToHub } from '@invigil/device';
import { PLACES } from '../../room/places.js';
import type { Talker } from '../hub/hub-plan.js';

/** A seat that somebody looks at, and the hub to which it brings its pictures. */
export type LookedAt = { talker: Talker; httpUrl: string };

/** What became of the pictures: how long each took, ms, and how many were refused. */
export type Brought = { delays: number[]; refused: number };

/** Lets some seats send a preview picture a second each, evenly spread, until it is stopped. */
export function bringPictures(seats: readonly LookedAt[]): { stop: () => Promise<Brought> } {
  const jpeg = firstPicture(join(PLACES.films, 'calm.avi'));
  const stopping = new AbortController();
  const brought: Brought = { delays: [], refused: 0 };
  const under = new Set<Promise<void>>();
  const put = async ({ httpUrl, talker }: LookedAt): Promise<void> => {
    const from = performance.now();
    const access = { httpUrl, address: talker.address, token: talker.token };
    const picture = { path: '/api/seat/preview', type: 'image/jpeg', bytes: jpeg };
    const outcome = await putToHub(access, picture, new AbortController().signal);
    if (outcome.type === 'stored') brought.delays.push(performance.now() - from);
    else brought.refused += 1;
  };
  const bring = async (): Promise<void> => {
    for (let turn = 0; !stopping.signal.aborted; turn++) {
      const seat = seats[turn % seats.length];
      if (seat === undefined) return;
      const one: Promise<void> = put(seat).finally(() => under.delete(one));
      under.add(one);
      await sleep(1000 / seats.length, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const bringing = bring();
  return {
    stop: async () => {
      stopping.abort();
      await bringing;
      await Promise.all(under);
      return brought;
    },
  };
}

/** The first picture of a film of JPEG pictures. */
function firstPicture(film: string): Buffer {
  const bytes = readFileSync(film);
  const from = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
  const end = bytes.indexOf(Buffer.from([0xff, 0xd9]), from);
  if (from < 0 || end < 0) throw new Error(`${film}: holds no JPEG picture`);
  return bytes.subarray(from, end + 2);
}
