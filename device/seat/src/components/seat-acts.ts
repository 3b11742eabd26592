import type { Cue, StepOutcome } from '@invigil/contract';
import type { CheckedStep } from '../state/steps.js';

/** What a candidate can do on the page. */
export type SeatActs = {
  /** Goes on from a step that is only read. */
  next: () => void;
  /** Goes on from a step of the check, with what came of it. */
  pass: (step: CheckedStep, outcome: StepOutcome) => void;
  /** The notice was shown in this language. */
  noticeShown: (language: string) => void;
  /** Asks for one's own picture and what is said of it, or no longer. */
  watchSelf: (isOn: boolean) => void;
  /** A dot stands at these shares of the screen; null: they are over. */
  dot: (dot: { x: number; y: number } | null) => void;
  cue: (cue: Cue) => void;
  raise: (words: string) => void;
  lower: () => void;
  /** Words of the invigilator stand on the screen and can be read. */
  shown: (id: string) => void;
  read: (id: string) => void;
  /** Begins the exam: from here on the page watches. */
  begin: () => void;
  finish: () => void;
  startAnew: () => void;
  /** Calls with each new picture of oneself until what it gives is called. */
  pictures: (listener: (picture: Blob) => void) => () => void;
};
