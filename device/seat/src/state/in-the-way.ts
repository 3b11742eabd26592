import type { SeatState } from './seat-state.js';

/** What keeps the page from showing a step. */
export type InTheWay =
  | 'connecting'
  | 'noKey'
  | 'wrongKey'
  | 'otherVersion'
  | 'notThere'
  | 'notWanted'
  | 'elsewhere';

/**
 * What is in the way; null: nothing. A link that is lost later is told beside the exam and takes nothing away. After the end of the exam no link is
 * needed.
 * @param key of this boot; null: the page was opened without one
 * @param isElsewhere whether another page of this browser holds the exam
 */
export function inTheWay(
  { facts, link, progress, wasWelcome }: Pick<SeatState, 'facts' | 'link' | 'progress' | 'wasWelcome'>,
  { key, isElsewhere }: { key: string | null; isElsewhere: boolean },
): InTheWay | null {
  if (isElsewhere) return 'elsewhere';
  if (key === null) return 'noKey';
  if (facts !== null && (progress.step === 'after' || wasWelcome)) {
    return link.at === 'refused' && progress.step !== 'exam' && progress.step !== 'after'
      ? refusal(link.reason)
      : null;
  }
  if (link.at === 'refused') return refusal(link.reason);
  return link.at === 'lost' ? 'notThere' : 'connecting';
}

function refusal(reason: Extract<SeatState['link'], { at: 'refused' }>['reason']): InTheWay {
  switch (reason) {
    case 'proof':
      return 'wrongKey';
    case 'version':
      return 'otherVersion';
    case 'not-wanted':
      return 'notWanted';
    case 'too-many':
      return 'elsewhere';
    case 'timeout':
    case 'not-read':
    case 'not-yours':
      return 'notThere';
  }
}
