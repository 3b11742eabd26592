/** A bundle can't be made: one line that says what, where, and what to do. */
export class PackError extends Error {
  override name = 'PackError';
}
