import type { LiveChange } from '@invigil/contract';
import type { Asker } from './may.js';

/** What the live feed needs of a socket. */
export type LiveSocket = {
  send(text: string): void;
  /** Bytes that were given to the socket and have not left it. */
  bufferedAmount(): number;
};

/** Who looks at a page: what it is told goes by the access table. */
export type Viewer = Asker & { name: string };

/** One open page, as the feed knows it. */
export type LiveConnection = {
  watch(place: { room: string; seat: string }): void;
  unwatch(place: { room: string; seat: string }): void;
  /** Tells this page alone that what it asked is not done. */
  refuse(change: Extract<LiveChange, { type: 'refused' }>): void;
  close(): void;
};

/** What the WebSocket route needs of the live feed. */
export type LiveFeedPort = {
  connect(socket: LiveSocket, viewer: Viewer): LiveConnection;
};
