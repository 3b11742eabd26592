import type { Generated, Selectable } from 'kysely';

/** The key that this store was begun with. `plain` 1: files of before may not be sealed yet. */
type HubKeyTable = { n: number; fingerprint: string; made_at: number; plain: number };

/** The key of one class of a session, sealed with the hub's. */
type SessionKeyTable = {
  seat_id: number;
  session: string;
  class: string;
  wrapped: Uint8Array;
  made_at: number;
};

/** Events that were stored and are erased. */
type ErasedRunTable = {
  boot_id: number;
  first: number;
  last: number;
  prev: Uint8Array | null;
  hash: Uint8Array | null;
};
type ErasedPictureTable = { seat_id: number; sha256: string; erasure: number };
type ErasedTrackTable = { seat_id: number; boot: string };

/** An erasure that is under way. */
type ErasureTable = {
  id: Generated<number>;
  seat_id: number;
  session: string;
  /** Only pictures that came before this time; null: all. */
  before: number | null;
  facts: string;
};

/** Its body is an ErasureReceipt. */
type ReceiptTable = { n: Generated<number>; body: string };

/** What keeps a session from being erased: asked for by one, confirmed by another, and released in the same way. */
type HoldTable = {
  n: Generated<number>;
  seat_id: number;
  session: string;
  reason: string;
  asked_by: string;
  asked_at: number;
  confirmed_by: string | null;
  confirmed_at: number | null;
  release_reason: string | null;
  release_asked_by: string | null;
  release_asked_at: number | null;
  released_by: string | null;
  released_at: number | null;
};

/** A version of the notice; its texts are JSON. */
type NoticeTable = { hash: string; texts: string; first_at: number };

/** What the certificate of a session that is over comes to; `complete` null: somebody is making it. */
type SessionVerdictTable = {
  seat_id: number;
  session: string;
  token: string;
  complete: number | null;
  watched: number | null;
  from_at: number | null;
  to_at: number | null;
};

/** Tables of what is sealed, erased, held and certified. */
export type PrivacySchema = {
  hub_key: HubKeyTable;
  session_key: SessionKeyTable;
  erased_run: ErasedRunTable;
  erased_picture: ErasedPictureTable;
  erased_track: ErasedTrackTable;
  erasure: ErasureTable;
  receipt: ReceiptTable;
  hold: HoldTable;
  notice: NoticeTable;
  session_verdict: SessionVerdictTable;
};
export type HoldRow = Selectable<HoldTable>;
