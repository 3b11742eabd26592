import { deflateSync } from 'node:zlib';
import { frameChunk, Judge, type Observation, StepEvents, TRACK_HEAD, TrackWriter } from '@invigil/behaviour';
import { canonicalPolicy, type EventBody, Policy } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import { BOOT } from '../lib/testing.js';

/** For tests only: what a seat would have recorded and told. */

export const STANDARD = Policy.parse({});
export const AT = 1_700_000_000_000;

/** Ten frames a second in which nobody sits there from 5 s to 15 s, and in which the camera is lost from 25 s to 30 s. */
export function film(seconds = 60): Observation[] {
  return Array.from({ length: seconds * 10 }, (_, index): Observation => {
    const second = index / 10;
    const capturedAt = AT + index * 100;
    if (second >= 25 && second < 30) return { type: 'no-frame', capturedAt };
    const face = {
      id: 1,
      box: { x: 350, y: 120, width: 140, height: 180 },
      presence: 0.97,
      quality: { interOcularPx: 60, sharpness: 80, brightness: 0.5, visible: 1 },
      headPose: { yawDeg: 2, pitchDeg: -10, rollDeg: 0, confidence: 0.9 },
      gaze: { x: 0, confidence: 0.9 },
      eyes: { opening: 0.4, confidence: 0.9 },
      mouth: { opening: 0.02, confidence: 0.9 },
      identity: null,
    };
    return {
      type: 'frame',
      capturedAt,
      width: 848,
      height: 480,
      faces: second >= 5 && second < 15 ? [] : [face],
      objects: null,
      quality: {
        brightness: 0.5,
        contrast: 0.12,
        sharpness: 60,
        edgeSteepness: 0.125,
        burntOut: 0.01,
        change: 0.01,
        backgroundChange: 0.02,
        repetition: null,
      },
      virtualCamera: false,
      tooSlow: false,
    };
  });
}

/** The file of a track, and what the seat told while it was written. `finished`: whether it stopped in good order. */
export function recorded({
  boot = BOOT,
  finished = true,
  observations = film(),
}: { boot?: string; finished?: boolean; observations?: readonly Observation[] } = {}) {
  const writer = new TrackWriter();
  const policyHash = sha256Hex(canonicalPolicy(STANDARD));
  writer.note({
    type: 'start',
    boot,
    session: 'maths',
    version: '0.1.0',
    firstSignal: 1,
    policyHash,
    policy: STANDARD,
  });
  const judge = new Judge({ boot, policy: STANDARD });
  const events = new StepEvents();
  const told: { at: number; body: EventBody }[] = [];
  const parts: Uint8Array[] = [TRACK_HEAD];
  const tell = (step: ReturnType<Judge['observe']>): void => {
    told.push(...events.of(step).map((body) => ({ at: step.at, body })));
  };
  for (const one of observations) {
    tell(judge.observe(writer.observe(one)));
    if (writer.due) parts.push(frameChunk(deflateSync(writer.take())));
  }
  if (finished) {
    writer.note({ type: 'finish', at: judge.now });
    tell(judge.finish());
  }
  parts.push(frameChunk(deflateSync(writer.take())));
  return { file: Buffer.concat(parts), told, policyHash };
}
