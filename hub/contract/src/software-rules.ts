import * as z from 'zod';
import { weighing } from './signal-rules.js';
import { MAX_WHAT, type SoftwareKind } from './software.js';

const Duration = z.number().int().min(0).max(600_000);

const enabled = (standard = true) =>
  z
    .boolean()
    .default(standard)
    .describe('whether this signal is told at all; what is not is not recorded either');

const offsetMs = (standard: number) =>
  Duration.default(standard).meta({
    description: 'what begins or happens again within this time belongs to the same signal',
    unit: 'ms',
  });

type Weighing = { weight: number; saturationMs?: number; halfLifeMs?: number; enabled?: boolean };

const countsAsMs = z.number().int().min(1).max(600_000).default(8000).meta({
  description: 'one of it weighs as much as something that was seen for this long',
  unit: 'ms',
});

function held(defaults: Weighing & { onsetMs: number; offsetMs: number }) {
  return z
    .strictObject({
      enabled: enabled(defaults.enabled),
      onsetMs: Duration.default(defaults.onsetMs).meta({
        description: 'how long it must hold, several times together, before the signal opens',
        unit: 'ms',
      }),
      offsetMs: offsetMs(defaults.offsetMs),
      ...weighing(defaults),
    })
    .prefault({});
}

function moment(defaults: Weighing & { offsetMs?: number }) {
  return z
    .strictObject({
      enabled: enabled(defaults.enabled),
      offsetMs: offsetMs(defaults.offsetMs ?? 10_000),
      countsAsMs,
      ...weighing(defaults),
    })
    .prefault({});
}

/** It is weighed when it opens and fades from then on, though it may hold to the end. */
function standing(weight: number) {
  return held({ onsetMs: 2000, offsetMs: 5000, weight, halfLifeMs: 600_000 })
    .unwrap()
    .extend({ countsAsMs })
    .prefault({});
}

/**
 * How what the seat's own software sees becomes a signal, and what the signal adds to the risk. A weight of 0 has it stand in the record
 * and on the time axis, without being an incident.
 */
export const SoftwareRules = z
  .strictObject({
    // One short exit is no incident; exits that follow each other within the offset are weighed together.
    'page-hidden': held({ onsetMs: 3000, offsetMs: 30_000, weight: 40 }),
    'window-blurred': held({ onsetMs: 4000, offsetMs: 30_000, weight: 25 }),
    'fullscreen-left': held({ onsetMs: 5000, offsetMs: 10_000, weight: 15 }),
    'second-display': standing(30),
    'devtools-open': held({ onsetMs: 3000, offsetMs: 10_000, weight: 40 }),
    'editor-blurred': held({ onsetMs: 8000, offsetMs: 30_000, weight: 15 }),
    'assistant-present': standing(40),
    'editor-remote': standing(40),
    'usb-storage': standing(40),
    'second-keyboard': standing(20),
    'capture-card': standing(30),
    'camera-software': standing(20),
    'remote-session': standing(60),
    'remote-access': standing(30),
    'virtual-machine': standing(20),
    // A voice may be anybody's in the room.
    'voice-heard': held({ onsetMs: 3000, offsetMs: 5000, weight: 15, saturationMs: 30_000 }),
    'text-copied': moment({ weight: 0 }),
    'pasted-inside': moment({ weight: 0 }),
    'pasted-outside': moment({ weight: 50 }),
    'page-reloaded': moment({ weight: 0 }),
    'page-closed': moment({ weight: 20 }),
    'paste-mismatch': moment({ weight: 40 }),
    'bulk-insert': moment({ weight: 50 }),
    'completion-accepted': moment({ weight: 0, offsetMs: 60_000 }),
    'terminal-opened': moment({ weight: 0 }),
    'program-run': moment({ weight: 0, offsetMs: 60_000 }),
    'extension-changed': moment({ weight: 40 }),
    'device-changed': moment({ weight: 0 }),
    suspended: moment({ weight: 20 }),
    'network-changed': moment({ weight: 0 }),
  } satisfies Record<SoftwareKind, z.ZodType>)
  .prefault({});
export type SoftwareRule = z.infer<typeof SoftwareRules>[SoftwareKind];

const Heed = z.enum(['off', 'welcome', 'required']);

const heed = (what: string) =>
  Heed.default('welcome').describe(
    `whether ${what} is listened to: off, welcome (missed only once it was there) or required (missed from the start)`,
  );

/** Which parts of the seat's software are listened to, and how. */
export const SoftwareParts = z
  .strictObject({
    page: heed('the candidate’s page'),
    browser: heed('the browser’s extension'),
    editor: heed('the editor'),
    machine: z.boolean().default(true).describe('whether the seat’s own devices and sessions are watched'),
    microphone: z
      .boolean()
      .default(false)
      .describe('whether the seat listens for speech; nothing is recorded and nothing is understood'),
    allowedExtensions: z
      .array(z.string().min(1).max(MAX_WHAT))
      .max(200)
      .default([])
      .describe('extensions of the editor that are nothing to tell, by their full names'),
  })
  .prefault({});
export type SoftwareParts = z.infer<typeof SoftwareParts>;
