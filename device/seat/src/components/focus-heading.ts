import type { LitElement } from 'lit';

/** Puts the focus on the heading of a step that was just drawn: a screen reader reads it, and the next press of Tab goes on from there. */
export function focusHeading(step: LitElement): void {
  step.renderRoot.querySelector('h1')?.focus({ preventScroll: true });
  scrollTo(0, 0);
}
