import type { Selectable } from 'kysely';

/** What somebody wrote of a seat, or of an incident by the id that it had then. Its trigger lets it be struck through, and nothing else. */
type NoteTable = {
  seat_id: number;
  id: string;
  /** As `keptSession` names it; the same below. */
  session: string;
  incident_id: string | null;
  at: number;
  author: string;
  role: string;
  words: string;
  struck_at: number | null;
  struck_why: string | null;
};

/** Words that were sent to a candidate, and what became of them. */
type MessageTable = {
  seat_id: number;
  id: string;
  session: string;
  sent_at: number;
  expires_at: number;
  author: string;
  role: string;
  words: string;
  hand_id: string | null;
  state: string;
  answered_at: number | null;
  reason: string | null;
};

/** A raised hand. `raised_at` and `lowered_at` are on the seat's clock. */
type HandTable = {
  seat_id: number;
  id: string;
  session: string;
  raised_at: number;
  words: string | null;
  lowered_at: number | null;
  answered_at: number | null;
  answered_by: string | null;
};

export type TalkSchema = { note: NoteTable; message: MessageTable; hand: HandTable };
export type NoteRow = Selectable<NoteTable>;
export type MessageRow = Selectable<MessageTable>;
export type HandRow = Selectable<HandTable>;
