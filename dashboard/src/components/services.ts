import type { Me } from '@invigil/contract';
import { createContext } from '@lit/context';
import type { Hub } from '../api/hub.js';
import type { IncidentsApi } from '../api/incidents-api.js';
import type { LiveFeed } from '../api/live-feed.js';
import type { Clock } from '../lib/clock.js';
import type { PersonalSettings } from '../lib/personal-settings.js';
import type { JustJudged } from '../state/just-judged.js';
import type { LiveStore } from '../state/live-store.js';

/** What the app hands to its pages and components. */
export type Services = {
  store: LiveStore;
  hub: Hub;
  /** Who is signed in; null until the hub has told it. */
  viewer: () => Me | null;
  /** What the queue asks of the hub. */
  incidents: IncidentsApi;
  /** What was just judged, and how it is taken back. */
  judged: JustJudged;
  /** What who is signed in turned on for themselves. */
  personal: PersonalSettings;
  feed: Pick<LiveFeed, 'watch' | 'unwatch'>;
  clock: Clock;
  /** Goes to a page of this app. */
  go: (path: string) => void;
};

export const servicesContext = createContext<Services>(Symbol('services'));
