import type { HeldKind } from '@invigil/contract';

/** What a page can know of its window at a moment. */
export type WindowFacts = {
  isShown: boolean;
  /** Whether it, or something in a frame of it, has the keyboard's focus. */
  hasFocus: boolean;
  isFullScreen: boolean;
  /** Whether there is more than one display; null: the browser does not tell. */
  hasSecondDisplay: boolean | null;
  /** Size of the window with all around the page, and of the page, CSS px. */
  outer: { width: number; height: number };
  inner: { width: number; height: number };
  /** Device px for one CSS px of the page, and of the window: they differ by the page's zoom. */
  zoom: number;
};

/** What stands beside or below a page for developers takes at least this much, px. A guess. */
const TOOLS_PX = 160;
/** The tabs and the address take less than this, px. */
const CHROME_PX = 150;

/**
 * Which kinds hold by these facts. `fullscreen-left` holds only where the exam was in full screen before. A page that is not shown has no focus
 * either; that is told as hidden alone.
 */
export function kindsOf(
  facts: WindowFacts,
  was: { fullScreen: boolean; toolsBefore: boolean },
): Partial<Record<HeldKind, boolean>> {
  return {
    'page-hidden': !facts.isShown,
    'window-blurred': facts.isShown && !facts.hasFocus,
    'fullscreen-left': was.fullScreen && !facts.isFullScreen,
    ...(facts.hasSecondDisplay !== null && { 'second-display': facts.hasSecondDisplay }),
    // The size of a page that is not shown means nothing: it stays as it was.
    'devtools-open': facts.isShown ? looksLikeTools(facts) : was.toolsBefore,
  };
}

/** Whether something takes room beside or below the page, as docked developer tools do. Tools in a window of their own can't be told. */
function looksLikeTools({ outer, inner, zoom }: WindowFacts): boolean {
  if (outer.width === 0 || outer.height === 0) return false;
  const beside = outer.width - inner.width * zoom;
  const below = outer.height - inner.height * zoom;
  return beside > TOOLS_PX || below > TOOLS_PX + CHROME_PX;
}
