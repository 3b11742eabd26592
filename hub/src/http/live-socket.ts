/** What the live feed needs of a socket. */
export type LiveSocket = {
  send(text: string): void;
  /** Bytes that were given to the socket and have not left it. */
  bufferedAmount(): number;
};

/** One open page, as the feed knows it. */
export type LiveConnection = {
  watch(place: { room: string; seat: string }): void;
  unwatch(place: { room: string; seat: string }): void;
  close(): void;
};

/** What the WebSocket route needs of the live feed. */
export type LiveFeedPort = {
  connect(socket: LiveSocket, user: string): LiveConnection;
};
