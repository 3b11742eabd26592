/** Why the hub can't do what it was asked to do. */
export type HubErrorCode =
  /** The configuration file can't be read, or is no YAML. */
  | 'config-unreadable'
  /** The configuration does not fit its schema: unknown key, wrong type, out of range. */
  | 'config-invalid'
  /** The database can't be opened or brought up to date. */
  | 'store-unavailable'
  /** A program of the system is not there that this needs. */
  | 'programs-missing'
  /** A store or a backup of one is not whole. */
  | 'store-damaged'
  /** The hub's key is not there, is not that of this store, or may be read by others. */
  | 'key-unusable'
  /** The store of pictures and tracks is not reached, or refuses what it is asked. */
  | 'files-away'
  /** A store can't be replaced while a hub uses it. */
  | 'store-in-use'
  /** The MQTT broker can't listen, or can't be reached or refuses the hub. */
  | 'broker-unavailable'
  /** The HTTP address can't be listened on. */
  | 'http-unavailable'
  /** The centre's authority or the hub's certificate is not there or can't be read. */
  | 'pki-unusable'
  /** There is no such seat or certificate. */
  | 'not-there'
  /** A session can't be erased: it is open, or held. */
  | 'not-erasable'
  /** A user's name or password is not allowed, or the name is taken. */
  | 'user-invalid'
  /** The audit log can't be written: what it would tell of is not done. */
  | 'audit-unwritten'
  /** More is asked for at once than the hub does. */
  | 'busy'
  /** The access table and the routes of the hub are not the same. */
  | 'access-table';

/** The one error that this package throws on purpose. `message` is one line for people. */
export class HubError extends Error {
  override readonly name = 'HubError';
  readonly code: HubErrorCode;

  constructor(code: HubErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The words of whatever was thrown. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
