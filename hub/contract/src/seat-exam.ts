import * as z from 'zod';
import { ExamFacts } from './exam-facts.js';
import { RoomExam } from './exam.js';

/**
 * `GET /api/seat/exam`: what a seat's hub knows of what its candidate is told. Nothing in it is of a person: it is the same for every seat of
 * a room. A seat asks again when it hears its policy, which the hub repeats where the exam of its room is another one.
 */
export const SeatExam = z.object({
  /** The exam that is open in the seat's room, on the hub's clock; null: none is. */
  exam: RoomExam.nullable(),
  /** The notice that is in force; null: the centre has written none. */
  notice: ExamFacts.shape.notice,
  /** How long the hub keeps what it is told. */
  retention: ExamFacts.shape.retention.unwrap(),
});
export type SeatExam = z.infer<typeof SeatExam>;
