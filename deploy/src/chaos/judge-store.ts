import type { HubStore } from './hub-store.js';
import { judgeBoot, NOTHING_WRONG, plus, type Verdict } from './judge.js';
import type { ToldBoot } from './told-log.js';

/** What was told and not gone with a damaged disk, what is stored, and what is wrong with it. */
export type Judgement = { told: number; stored: number; boots: number; verdict: Verdict };

/** Holds a hub's store against all that was told, past the hub. */
export async function judgeStore(store: HubStore, told: ReadonlyMap<string, ToldBoot>): Promise<Judgement> {
  const byBoot = await store.storedByBoot();
  let verdict = NOTHING_WRONG;
  let stored = 0;
  for (const key of new Set([...told.keys(), ...byBoot.keys()])) {
    const rows = byBoot.get(key) ?? [];
    const nobody = { seat: '', boot: '', hashes: [], told: 0, refused: 0, cut: false };
    verdict = plus(verdict, judgeBoot(told.get(key) ?? nobody, rows));
    stored += rows.length;
  }
  const given = [...told.values()].reduce((sum, { hashes }) => sum + hashes.length, 0);
  return { told: given - verdict.goneWithDisk, stored, boots: told.size, verdict };
}
