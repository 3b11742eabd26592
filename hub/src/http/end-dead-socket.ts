/** What is needed to learn whether the other end of a socket is still there. */
type Pinged = {
  ping(): void;
  terminate(): void;
  on(event: 'pong' | 'close', heard: () => void): unknown;
};

/** How often a page must show that it is there, ms. A browser answers by itself. */
const EVERY_MS = 10_000;

/**
 * Ends a socket whose other end is gone without a word: a laptop that sleeps, a cable that was pulled. Until the system gives it up, a quarter
 * of an hour later, it would count among the pages that its log-in has open, and the page that comes back again and again would be kept out.
 */
export function endDeadSocket(socket: Pinged): void {
  let isThere = true;
  socket.on('pong', () => {
    isThere = true;
  });
  const timer = setInterval(() => {
    if (!isThere) {
      socket.terminate();
      return;
    }
    isThere = false;
    socket.ping();
  }, EVERY_MS);
  timer.unref();
  socket.on('close', () => {
    clearInterval(timer);
  });
}
