import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Policy, ruleOf, type SignalKind } from '@invigil/contract';
import type { Browser } from 'playwright-core';
import { readTruth, type TruthKind } from '../films/truth.js';
import { PLACES } from '../room/places.js';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn } from './browser.js';
import { filmStartOf, Sightings } from './sightings.js';
import { film, openTestRoom } from './test-room.js';
import { replaysAsTold } from './replays-as-told.js';

/** How late an incident may be beyond its truth and its onset time. */
const LATE_MS = 1500;
/** A film's truth and the seat's clock meet when the camera opens; a frame more or less is no lie. */
const EARLY_MS = 300;
/** How long after its truth an incident may stay open: offset time, vote window and hub included. */
const ENDS_WITHIN_MS = 12_000;
const CALM_MS = 60_000;
const POLICY = Policy.parse({});

/** Two rounds of films, as many at once as two cores carry. */
const ROUNDS = [
  ['calm', 'leaves', 'second-person', 'phone'],
  ['covered', 'freezes'],
] as const;

for (const names of ROUNDS) {
  describe(`a room that plays ${names.join(', ')}`, () => {
    let browser: Browser;
    let sightings: Sightings;
    let opened: { room: LocalRoom; close: () => Promise<void> };
    const starts = new Map<string, number>();

    before(async () => {
      opened = await openTestRoom(
        Object.fromEntries(names.map((name) => [name, film(name, { loop: true })])),
      );
      await opened.room.startHub();
      browser = await openBrowser();
      const page = await signIn(browser, opened.room);
      for (const name of names) opened.room.startSeat(name);
      for (const name of names) await page.locator(`#seat-room-1-${name}[data-level="calm"]`).waitFor();
      for (const name of names) starts.set(name, filmStartOf(opened.room.logFile(`seat-${name}`)));
      sightings = new Sightings(page);
      await sightings.watch(Math.max(...starts.values()) + CALM_MS);
    });

    after(async () => {
      await browser?.close();
      await opened?.close();
    });

    for (const name of names) {
      test(`${name}: the page shows what the film's truth says, in time, and nothing else`, async () => {
        const truth = await readTruth(join(PLACES.films, `${name}.truth.json`));
        const incidents = sightings.ofSeat(name);
        const shown = incidents.map(({ kinds }) => [...kinds].toSorted().join('+'));
        assert.deepEqual(
          shown,
          truth.spans.map(({ kind }) => kind),
        );
        for (const [i, span] of truth.spans.entries()) {
          const incident = incidents[i];
          assert.ok(incident);
          const start = (starts.get(name) ?? 0) + span.startMs;
          const late = incident.appearedAt - start - onsetOf(span.kind);
          console.log(`# ${name}: ${span.kind} shown ${Math.round(late)} ms after its truth and onset`);
          assert.ok(late >= -EARLY_MS && late <= LATE_MS, `${span.kind} was ${Math.round(late)} ms late`);
          const end = (starts.get(name) ?? 0) + span.endMs;
          assert.ok(incident.endedAt !== undefined, `${span.kind} did not end`);
          assert.ok(
            incident.endedAt - end < ENDS_WITHIN_MS,
            `${span.kind} ended ${incident.endedAt - end} ms late`,
          );
        }
      });
    }

    for (const name of names) {
      test(`${name}: its track, judged again, gives the record byte for byte, and under another policy what that says`, async () => {
        await replaysAsTold(opened.room, name);
      });
    }

    if (names.some((name) => name === 'calm')) {
      test('the calm seat stays calm for a minute of film', () => {
        assert.deepEqual([...(sightings.levels.get('seat-room-1-calm') ?? [])], ['calm']);
      });
    }
  });
}

function onsetOf(kind: TruthKind & SignalKind): number {
  return ruleOf(POLICY, kind).onsetMs;
}
