import { html, nothing, type TemplateResult } from 'lit';
import { queueWords } from '../../lib/queue-words.js';

/** What stands beside the heading of the queue. @param choose begins or ends choosing several; null: nothing can be judged here */
export function queueTools({
  choose,
  isChoosing,
  search,
}: {
  search: () => void;
  isChoosing: boolean;
  choose: (() => void) | null;
}): TemplateResult {
  return html`<button aria-label=${queueWords.search} title=${queueWords.search} @click=${search}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="7" cy="7" r="4.5" />
        <path d="m10.5 10.5 4 4" />
      </svg>
    </button>
    ${
      choose === null
        ? nothing
        : html`<button
            aria-label=${queueWords.chooseSeveral}
            title=${queueWords.chooseSeveral}
            aria-pressed=${isChoosing}
            @click=${choose}
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d="m1.5 4 1.5 1.5L6 2.5M1.5 12 3 13.5l3-3M8.5 4h6M8.5 12h6" />
            </svg>
          </button>`
    }`;
}
