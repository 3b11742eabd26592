import * as z from 'zod';
import { Accommodations } from './accommodations.js';
import { ExamAddress } from './exam-address.js';
import { EpochMs, Slug } from './ids.js';
import { PolicyReference } from './named-policy.js';

/** A seat by its room and its name there. */
export const SittingPlace = z.object({ room: Slug, seat: Slug });
export type SittingPlace = z.infer<typeof SittingPlace>;

/** The centre's own number of a candidate: 1–32 characters of letters, digits and `. _ / -`. */
export const CandidateNumber = z
  .string()
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{N}._/-]{0,30}[\p{L}\p{N}])?$/u,
    'must be 1–32 letters, digits and . _ / -, not starting or ending with a sign',
  );

/** Counts the changes of what several people may change at once: who changes it names the one that they saw. */
const Revision = z.number().int().min(0);

const CandidateName = z.string().trim().min(1).max(80);

/** A candidate of an exam, and where they sit in it. */
export const Sitting = z.object({
  /** The hub's own name of the candidate, which tells nothing of them. */
  id: z.uuid(),
  number: CandidateNumber,
  /** As the invigilator shall read it. */
  name: CandidateName,
  /** What was arranged with them, for every exam; null: nothing. */
  accommodations: Accommodations.nullable(),
  /** How many times number, name or arrangement were changed. */
  revision: Revision,
  /** Null: not seated yet. */
  place: SittingPlace.nullable(),
});
export type Sitting = z.infer<typeof Sitting>;

const examFields = {
  /** As people read it. */
  name: z.string().trim().min(1).max(80),
  rooms: z.array(Slug).min(1).max(20),
  /** On the hub's clock. */
  startsAt: EpochMs,
  /** Length, min. */
  minutes: z.number().int().min(5).max(1440),
  /** What its rooms work under while it is open; null: what they have. */
  policy: PolicyReference.nullable(),
  /** Where it is written. Absent: not in a browser, or candidates are told another way. */
  address: ExamAddress.optional(),
};

/** An exam. `exam` is its short name: that of the session of its seats. */
export const Exam = z.object({
  exam: Slug,
  ...examFields,
  /** `open`: its candidates, arrangements and policy are in force in its rooms. A room has at most one open exam. */
  state: z.enum(['planned', 'open', 'closed']),
  /** When that began; null of a planned one. On the hub's clock. */
  since: EpochMs.nullable(),
  /** How many times name, rooms, time or policy were changed. */
  revision: Revision,
  /** How many candidates it has, and how many of them have a seat. */
  candidates: z.number().int().min(0),
  seated: z.number().int().min(0),
});
export type Exam = z.infer<typeof Exam>;

/** `GET /api/exams`: those of the rooms of who asks, the latest first. */
export const ExamList = z.object({ exams: z.array(Exam) });
export type ExamList = z.infer<typeof ExamList>;

/** `GET /api/exams/:exam`: with its candidates by number; an invigilator sees those in the own rooms. */
export const ExamDetail = Exam.extend({ sittings: z.array(Sitting) });
export type ExamDetail = z.infer<typeof ExamDetail>;

/** `POST /api/exams` */
export const NewExam = z.strictObject({ exam: Slug, ...examFields });
export type NewExam = z.infer<typeof NewExam>;

/** `PUT /api/exams/:exam`. `after`: the revision that the page showed; refused as a `conflict` where there is a later one. */
export const ExamRequest = z.strictObject({ ...examFields, after: Revision });
export type ExamRequest = z.infer<typeof ExamRequest>;

/**
 * `POST /api/exams/:exam/candidates`. Somebody who is in another exam by this number keeps what was arranged where it says nothing of it, and is
 * refused as a `conflict` under another name.
 */
export const CandidateRequest = z.strictObject({
  number: CandidateNumber,
  name: CandidateName,
  accommodations: Accommodations.nullable(),
});
export type CandidateRequest = z.infer<typeof CandidateRequest>;

/** `PUT /api/exams/:exam/candidates/:id`. `after`: the revision that the page showed. */
export const CandidateChange = CandidateRequest.extend({ after: Revision });
export type CandidateChange = z.infer<typeof CandidateChange>;

/** `PUT /api/exams/:exam/candidates/:id/place`: who sits there already takes the place that becomes free, if there is one. */
export const PlaceRequest = z.strictObject({
  place: SittingPlace.nullable(),
  /** Who sat there on the page, by id; null: nobody. Refused as a `conflict` where it is somebody else. */
  instead: z.uuid().nullable(),
});
export type PlaceRequest = z.infer<typeof PlaceRequest>;

/** The exam that is open in a room. */
export const RoomExam = z.object({
  exam: Slug,
  name: z.string().max(80),
  startsAt: EpochMs,
  endsAt: EpochMs,
  address: ExamAddress.optional(),
});
export type RoomExam = z.infer<typeof RoomExam>;
