import assert from 'node:assert/strict';
import { test } from 'node:test';
import { riskOf } from '@invigil/behaviour';
import { Policy, Risk, type SeatEvent, type Signal } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import { batchOf } from '../lib/testing.js';
import { grid, told } from '../room/test-room.js';
import { setUp } from './test-ingest.js';

const PLACES = grid(2, 2);
const POLICY = { parts: { microphone: true } };

/** A room of four seats whose microphones listen. */
async function room() {
  const seats = PLACES.map((place) => ({ ...place, label: place.seat, tokenHash: sha256Hex(place.seat) }));
  const planned = { room: 'r2', name: 'Room 2', rows: 2, columns: 2, policy: POLICY, seats };
  const hub = await setUp(undefined, undefined, { rooms: [planned] });
  hub.clock.at = 1_000_000;
  for (const { seat } of PLACES) await hub.presence('online', bootOf(seat), seat);
  const seqs = new Map<string, number>();
  const tell = async (seat: string, at: number, ...bodies: SeatEvent['body'][]): Promise<void> => {
    const events = bodies.map((body): SeatEvent => {
      const seq = (seqs.get(seat) ?? 0) + 1;
      seqs.set(seat, seq);
      return { seq, session: null, at, body };
    });
    await hub.say('evt', batchOf(events, bootOf(seat)), false, seat);
  };
  /** A voice opens at a seat, and the seat tells its risk. */
  const opens = (seat: string, voice: Signal) =>
    tell(seat, voice.openedAt, { type: 'signal-opened', signal: voice }, riskWith(voice));
  const closes = (seat: string, voice: Signal, endedAt: number, aboveQuietDb: number) => {
    const signal = { ...voice, endedAt, detail: { aboveQuietDb } };
    return tell(seat, endedAt + 5000, { type: 'signal-closed', signal }, riskWith(signal));
  };
  const voiceAt = async (seat: string): Promise<Signal | undefined> =>
    (await hub.incidents()).find((one) => one.seat === seat)?.signals[0];
  return { ...hub, opens, closes, voiceAt };
}

function bootOf(seat: string): string {
  return sha256Hex(seat).slice(0, 16);
}

function voiceOf(seat: string, aboveQuietDb: number): Signal {
  return told(seat, 'voice-heard', [900, null], {
    id: `${bootOf(seat)}-1`,
    source: 'microphone',
    confidence: 1,
    detail: { aboveQuietDb },
  }).signal;
}

function riskWith({ confidence, id, startedAt }: Signal): SeatEvent['body'] {
  const kind = 'voice-heard' as const;
  const term = { signalId: id, kind, since: startedAt, confidence, seenMs: 20_000, sinceEndMs: 0, shared: 1 };
  return { type: 'risk', risk: Risk.parse(riskOf([term], 'calm', Policy.parse(POLICY))) };
}

test('a voice that the microphones around heard too counts for less, and says where; what was told stays', async () => {
  const hub = await room();
  await hub.opens('a1', voiceOf('a1', 18));
  const alone = hub.view('a1')?.risk.score ?? 0;
  assert.ok(alone > 0);
  for (const seat of ['a2', 'b1', 'b2']) await hub.opens(seat, voiceOf(seat, 20));
  const { shared } = (await hub.voiceAt('a1')) ?? {};
  assert.deepEqual(
    [shared?.cause, shared?.basis.map(({ seat }) => seat).toSorted()],
    ['sound', ['a2', 'b1', 'b2']],
  );
  assert.ok((hub.view('a1')?.risk.score ?? 100) < alone / 2, 'its number is lower');
  assert.equal((await hub.incidents()).length, 4, 'none is erased');
  const kept = await hub.db.selectFrom('event').select('body').execute();
  assert.equal(
    kept.some(({ body }) => body.includes('shared":{')),
    false,
    'events are as the seats told them',
  );
});

test('who was louder than the others, as its end shows, counts in full again', async () => {
  const hub = await room();
  for (const { seat } of PLACES) await hub.opens(seat, voiceOf(seat, 18));
  assert.equal((await hub.voiceAt('a1'))?.shared?.cause, 'sound');
  const lowered = hub.view('a1')?.risk.score ?? 0;
  await hub.closes('a1', voiceOf('a1', 18), 920_000, 32);
  assert.equal((await hub.voiceAt('a1'))?.shared, undefined);
  assert.ok((hub.view('a1')?.risk.score ?? 0) > lowered);
  for (const seat of ['a2', 'b1', 'b2']) await hub.closes(seat, voiceOf(seat, 18), 920_000, 18);
  assert.equal((await hub.voiceAt('a1'))?.shared, undefined);
});

test('without other microphones that listen nothing is the room’s', async () => {
  const hub = await room();
  await hub.opens('a1', voiceOf('a1', 18));
  await hub.opens('a2', voiceOf('a2', 18));
  assert.equal((await hub.voiceAt('a1'))?.shared, undefined);
});
