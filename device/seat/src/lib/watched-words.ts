import { msg, str } from '@lit/localize';
import type { ExamFacts } from '@invigil/contract';

/** What is watched, in words that a candidate would use. The keys are those of `state/watched.ts`. */
export const watchedWords = () => ({
  there: msg('whether you sit at your seat'),
  others: msg('whether somebody else is in the picture'),
  looks: msg('roughly where your head and eyes point'),
  eyes: msg('whether your eyes are closed for long'),
  things: msg('whether a phone, a book or another screen is in the picture'),
  mouth: msg('whether your mouth moves as in speech; no sound is taken'),
  likeness: msg('whether your face is like the one at the beginning'),
  face: msg('whether your face can be seen, and that it is no picture of a face'),
  page: msg('whether the exam is in front on your screen'),
  screen: msg('whether a second screen is connected'),
  clipboard: msg('that text is copied or pasted and how long it is; never the text'),
  tools: msg('whether the browser’s tools for developers seem to be open'),
  editor: msg('how your text grows in the editor, in counts; never the text'),
  devices: msg('which devices are plugged into this computer'),
  remote: msg('whether somebody could use this computer from elsewhere'),
  voice: msg('whether speech is heard; it is neither recorded nor understood'),
});

const KEPT = () => ({
  evidence: (days: number): string => msg(str`Pictures of single moments: ${days} days after the exam.`),
  track: (days: number): string => msg(str`Measured head and eye positions: ${days} days after the exam.`),
  record: (days: number): string => msg(str`The record of what was noticed: ${days} days after the exam.`),
});

/** For how long each class is kept, the shortest first. */
export function keptWords({ appealDays, days }: NonNullable<ExamFacts['retention']>): string[] {
  const words = KEPT();
  const classes = [
    ['evidence', days.evidence],
    ['track', days.track],
    ['record', days.record],
  ] as const;
  return [...classes].sort(([, a], [, b]) => a - b).map(([name, more]) => words[name](appealDays + more));
}
