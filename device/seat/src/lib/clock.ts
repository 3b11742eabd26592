/** Milliseconds since 1970-01-01T00:00Z on this machine. */
export type Clock = () => number;

/** The machine's own clock. */
export const systemClock: Clock = () => Date.now();
