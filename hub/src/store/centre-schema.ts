import type { Generated } from 'kysely';

/** A version of a policy that the centre named; its trigger lets none be changed. */
type PolicyVersionTable = {
  name: string;
  version: number;
  at: number;
  by: string;
  hash: string;
  policy: string;
};

/** What a room works under in place of its configuration, since `at`. */
type RoomPolicyTable = { room: string; policy: string; at: number };

/** Open: `opened_at` is set and `closed_at` is not. */
type ExamTable = {
  exam: string;
  name: string;
  starts_at: number;
  minutes: number;
  policy: string | null;
  policy_version: number | null;
  opened_at: number | null;
  closed_at: number | null;
  /** Where it is written, for the candidates' browsers. */
  address: string | null;
  revision: Generated<number>;
};

type ExamRoomTable = { exam: string; room: string };

/** A person, for as long as an exam of theirs is kept. */
type CandidateTable = {
  id: string;
  number: string;
  name: string;
  accommodations: string | null;
  revision: Generated<number>;
};

/** A candidate of an exam; room and seat are both null before they are seated. */
type SittingTable = { exam: string; candidate: string; room: string | null; seat: string | null };

/** The tables of exams, candidates and policies. */
export type CentreSchema = {
  policy_version: PolicyVersionTable;
  room_policy: RoomPolicyTable;
  exam: ExamTable;
  exam_room: ExamRoomTable;
  candidate: CandidateTable;
  sitting: SittingTable;
};
