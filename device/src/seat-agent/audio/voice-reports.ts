import type { SoftwareReport } from '@invigil/contract';
import { type HeardSecond, holdsVoice } from './voice-activity.js';
import { VoiceLevel } from './voice-level.js';

const source = 'microphone';
const kind = 'voice-heard';
/** A level is told once a voice has lasted so long, s: about when a signal opens; a word alone has none to speak of. */
const LEVEL_AFTER = 3;

/** What follows for the judgement from the seconds that a microphone heard. */
export class VoiceReports {
  readonly #level = new VoiceLevel();
  #isSpeaking = false;

  /** Of the next second. */
  of(second: HeardSecond): SoftwareReport[] {
    const { at } = second;
    const isVoice = holdsVoice(second);
    const before = this.#level.aboveQuietDb;
    this.#level.take(second);
    const wasSpeaking = this.#isSpeaking;
    this.#isSpeaking = isVoice;
    if (isVoice && !wasSpeaking) return [{ type: 'began', source, kind, at }];
    // What is said at the end is said of all of it.
    if (!isVoice && wasSpeaking) return [...levelAt(at, before), { type: 'ended', source, kind, at }];
    const isDue = isVoice && this.#level.seconds === LEVEL_AFTER;
    return isDue ? levelAt(at, this.#level.aboveQuietDb) : [];
  }

  /** The microphone came, or is lost: what it said that holds is unknown. */
  forget(): void {
    this.#level.forget();
    this.#isSpeaking = false;
  }
}

/** It goes on, and is as loud as this. */
function levelAt(at: number, aboveQuietDb: number | undefined): SoftwareReport[] {
  return aboveQuietDb === undefined ? [] : [{ type: 'began', source, kind, at, detail: { aboveQuietDb } }];
}
