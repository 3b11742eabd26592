import * as z from 'zod';
import { EpochMs } from './ids.js';

// What a seat's own software sees: the candidate's page, the browser, the editor, the machine, the microphone.

/** Who tells it. `page` is the candidate's page of the seat, `browser` the extension on any site of the exam. */
export const SOFTWARE_SOURCES = ['page', 'browser', 'editor', 'machine', 'microphone'] as const;
export const SoftwareSource = z.enum(SOFTWARE_SOURCES);
export type SoftwareSource = z.infer<typeof SoftwareSource>;

/** What lasts: it begins, holds and ends. */
export const HELD_KINDS = [
  /** The page of the exam is not shown: another tab, or minimised. */
  'page-hidden',
  /** The window of the exam has not the keyboard's focus. */
  'window-blurred',
  /** The page of the exam was in full screen and is not any more. */
  'fullscreen-left',
  /** More than one display is connected. */
  'second-display',
  /** A guess: the browser's developer tools are open. */
  'devtools-open',
  /** The editor's window has not the keyboard's focus. */
  'editor-blurred',
  /** A known assistant is installed and enabled in the editor. */
  'assistant-present',
  /** The editor works on files of another machine. */
  'editor-remote',
  /** A storage device that was plugged in. */
  'usb-storage',
  /** More than one keyboard. */
  'second-keyboard',
  /** A device that takes in the picture of another. */
  'capture-card',
  /** Software that offers itself as a camera, whichever camera is in use. */
  'camera-software',
  /** Somebody is logged in from elsewhere. */
  'remote-session',
  /** A program listens that lets others see or use the screen. */
  'remote-access',
  /** The machine looks like a virtual one. */
  'virtual-machine',
  /** Speech is heard at the seat. */
  'voice-heard',
] as const;

/**
 * What was plugged in, installed or left running, and may stay so for the whole exam. It is news when it comes, and known from then on: it is
 * weighed like a moment, and holds no incident open.
 */
export const STANDING_KINDS = [
  'second-display',
  'assistant-present',
  'editor-remote',
  'usb-storage',
  'second-keyboard',
  'capture-card',
  'camera-software',
  'remote-session',
  'remote-access',
  'virtual-machine',
] as const satisfies readonly (typeof HELD_KINDS)[number][];

/** What happens at a moment. Moments of one kind that follow each other soon are one signal that counts them. */
export const MOMENT_KINDS = [
  /** Text was copied or cut. */
  'text-copied',
  /** Text was pasted that had been copied in the exam. */
  'pasted-inside',
  /** Text was pasted that had not been copied in the exam, as far as the seat knows. */
  'pasted-outside',
  'page-reloaded',
  'page-closed',
  /** A paste that did not make the edit it should have, or the edit of a paste without one. */
  'paste-mismatch',
  /** Much text came at once that was neither typed, pasted nor completed. */
  'bulk-insert',
  /** A suggestion of the editor was taken. */
  'completion-accepted',
  'terminal-opened',
  /** A debugger or a task was started. */
  'program-run',
  /** An extension was installed, enabled, disabled or removed. */
  'extension-changed',
  /** Another device came or went. */
  'device-changed',
  /** The machine slept. */
  'suspended',
  /** The machine's network changed. */
  'network-changed',
] as const;

export const SOFTWARE_KINDS = [...HELD_KINDS, ...MOMENT_KINDS] as const;
export const HeldKind = z.enum(HELD_KINDS);
export type HeldKind = z.infer<typeof HeldKind>;
export const MomentKind = z.enum(MOMENT_KINDS);
export type MomentKind = z.infer<typeof MomentKind>;
export type SoftwareKind = HeldKind | MomentKind;

/** Longest name of a thing, in characters. */
export const MAX_WHAT = 120;

/** Most names that a signal tells. */
export const MAX_NAMES = 8;

/** So many times a signal is counted at most, and so many characters: what is more is told as this many. */
export const MAX_COUNT = 1_000_000;
export const MAX_CHARACTERS = 1_000_000_000;

/** What is told of a signal beside its kind and time. Never a text of the candidate's, an address, a path or a serial number. */
export const SignalDetail = z.object({
  /** Names of devices, displays, extensions or programs, as the system gives them. */
  what: z.array(z.string().min(1).max(MAX_WHAT)).max(MAX_NAMES).optional(),
  /** How many times it happened or began. Absent: once. */
  count: z.number().int().min(2).max(MAX_COUNT).optional(),
  /** Characters copied, pasted or inserted, in all. */
  characters: z.number().int().min(0).max(MAX_CHARACTERS).optional(),
  /** It was there when the seat began to look. */
  fromStart: z.literal(true).optional(),
  /**
   * Only of `voice-heard`: by how much the seconds with a voice were louder at this microphone than its quiet ones, dB in steps of 0.5; the
   * median of a stretch, and of several stretches the loudest. The hub compares it between neighbours (docs/adr/0038). Absent from seats of
   * before 2026-11-30, and where too little quiet was heard to know.
   */
  aboveQuietDb: z.number().min(-100).max(100).optional(),
});
export type SignalDetail = z.infer<typeof SignalDetail>;

/** What one report says of one thing. */
export const ReportDetail = SignalDetail.omit({ count: true });
export type ReportDetail = z.infer<typeof ReportDetail>;

/**
 * What a part of the seat's software tells the seat's judgement: plain data, so that a track can hold it. Times are by the seat's clock and
 * may lie before that of the last observation: a part tells what it noticed.
 */
export const SoftwareReport = z.discriminatedUnion('type', [
  /** Something began to hold, or goes on with other details. */
  z.object({
    type: z.literal('began'),
    source: SoftwareSource,
    kind: HeldKind,
    at: EpochMs,
    detail: ReportDetail.optional(),
  }),
  /** It holds no more. */
  z.object({ type: z.literal('ended'), source: SoftwareSource, kind: HeldKind, at: EpochMs }),
  /** Something happened. */
  z.object({
    type: z.literal('happened'),
    source: SoftwareSource,
    kind: MomentKind,
    at: EpochMs,
    detail: ReportDetail.optional(),
  }),
  /** The part has told nothing since `at`. What it said that holds is unknown from then on. */
  z.object({ type: z.literal('silent'), source: SoftwareSource, at: EpochMs }),
  /** The part is there: it was silent, or is new. It says anew what holds. */
  z.object({ type: z.literal('there'), source: SoftwareSource, at: EpochMs }),
  /** The part took its leave, as at the end of the exam: what it said holds no more, and it is not missed. */
  z.object({ type: z.literal('left'), source: SoftwareSource, at: EpochMs }),
]);
export type SoftwareReport = z.infer<typeof SoftwareReport>;
