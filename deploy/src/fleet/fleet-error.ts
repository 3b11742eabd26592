/** What keeps the whole tool from working: a list that can't be read, options that don't fit. One line for people. */
export class FleetError extends Error {
  override name = 'FleetError';
}
