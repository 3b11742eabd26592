import type { WindowFacts } from '../src/signals/window-facts.js';

/** A frame of a page as the extension knows it. */
export type Frame = { tab: number; origin: string; isTop: boolean; facts: WindowFacts };

/** With no page of the exam to look at nothing is said, as long as there was none. */
const AS_IF_THERE: WindowFacts = {
  isShown: true,
  hasFocus: true,
  isFullScreen: false,
  hasSecondDisplay: null,
  outer: { width: 0, height: 0 },
  inner: { width: 0, height: 0 },
  zoom: 1,
};

/**
 * Which frames belong to the exam. Those of the exam's own origin; where no address is told, those of every site but the seat's own page, which
 * tells of itself.
 */
export class ExamFrames<K> {
  readonly #frames = new Map<K, Frame>();
  #seat: string | null = null;
  #exam: string | null = null;
  #hadPage = false;

  /** @param seat origin of the seat's page @param exam address of the exam; null: any */
  belongTo(seat: string, exam: string | null): void {
    this.#seat = seat;
    this.#exam = exam === null ? null : originOf(exam);
  }

  set(key: K, frame: Frame): void {
    this.#frames.set(key, frame);
    if (frame.isTop && this.isOfExam(frame.origin)) this.#hadPage = true;
  }

  remove(key: K): Frame | undefined {
    const frame = this.#frames.get(key);
    this.#frames.delete(key);
    return frame;
  }

  /** Another exam may begin: whether there was a page of it is forgotten. */
  forget(): void {
    this.#hadPage = this.#pages().length > 0;
  }

  /** Whether a tab shows a page of the exam. */
  hasPageIn(tab: number): boolean {
    return [...this.#frames.values()].some((frame) => frame.isTop && frame.tab === tab);
  }

  isOfExam(origin: string): boolean {
    return origin !== this.#seat && (this.#exam === null || origin === this.#exam);
  }

  /** All pages of the exam as one window: it is in front where one of them is. */
  facts(): WindowFacts {
    const pages = this.#pages();
    if (pages.length === 0) return { ...AS_IF_THERE, isShown: !this.#hadPage };
    const front = pages.find(({ facts }) => facts.hasFocus) ?? pages.find(({ facts }) => facts.isShown);
    return {
      ...(front?.facts ?? AS_IF_THERE),
      isShown: pages.some(({ facts }) => facts.isShown),
      hasFocus: pages.some(({ facts }) => facts.hasFocus),
      // The displays are told by the seat's page.
      hasSecondDisplay: null,
    };
  }

  #pages(): Frame[] {
    return [...this.#frames.values()].filter(({ isTop, origin }) => isTop && this.isOfExam(origin));
  }
}

function originOf(address: string): string | null {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}
