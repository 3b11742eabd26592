import type { RoomView } from '@invigil/contract';
import { css, html, nothing, type TemplateResult } from 'lit';
import { pathOf } from '../lib/route.js';
import { words } from '../lib/words.js';

export const roomLinksStyles = css`
  nav {
    display: flex;
  }

  nav a {
    display: grid;
    place-items: center;
    min-width: 44px;
    min-height: 44px;
    padding: 0 10px;
    color: var(--ink-quiet);
    text-decoration: none;
  }

  nav a[aria-current] {
    color: var(--ink);
    box-shadow: inset 0 -2px var(--ink);
  }
`;

/** Leads from one room's page to the same page of the others; nothing where there is but one room. */
export function roomLinks(
  page: 'room' | 'ready',
  rooms: readonly RoomView[],
  current: string,
): TemplateResult | typeof nothing {
  if (rooms.length < 2) return nothing;
  return html`<nav aria-label=${words.rooms}>
    ${rooms.map(
      ({ room, name }) =>
        html`<a href=${pathOf(page, { room })} aria-current=${room === current ? 'page' : nothing}
          >${name}</a
        >`,
    )}
  </nav>`;
}
