import {
  CandidateChange,
  CandidateRequest,
  Exam,
  ExamDetail,
  ExamList,
  ExamRequest,
  NewExam,
  PlaceRequest,
  type RoomExam,
  Sitting,
  Slug,
  said,
} from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Actor } from './audit-trail.js';
import { type Outcome, answer, refuse } from './refusal.js';
import { actorOf } from './told-of.js';

/** What these routes need of the exams. `rooms`: those that the answer may be about; null: all. */
export type ExamPort = {
  list(rooms: readonly string[] | null): Promise<Exam[]>;
  /** The one that is open in a room; null: none is. */
  openIn(room: string): RoomExam | null;
  detail(exam: string, rooms: readonly string[] | null): Promise<ExamDetail | undefined>;
  make(request: NewExam, who: Actor): Promise<Outcome<Exam>>;
  change(exam: string, request: ExamRequest, who: Actor): Promise<Outcome<Exam>>;
  remove(exam: string, who: Actor): Promise<Outcome<null>>;
  /** Puts it into force in its rooms: candidates, arrangements, policy. */
  open(exam: string, who: Actor): Promise<Outcome<Exam>>;
  close(exam: string, who: Actor): Promise<Outcome<Exam>>;
  addCandidate(exam: string, request: CandidateRequest, who: Actor): Promise<Outcome<Sitting>>;
  changeCandidate(exam: string, id: string, request: CandidateChange, who: Actor): Promise<Outcome<Sitting>>;
  removeCandidate(exam: string, id: string, who: Actor): Promise<Outcome<null>>;
  seat(exam: string, id: string, request: PlaceRequest, who: Actor): Promise<Outcome<Sitting>>;
};

const Named = z.object({ exam: Slug });
const Candidate = z.object({ exam: Slug, id: z.uuid() });
const EXAM = '/api/exams/:exam';
const CANDIDATE = `${EXAM}/candidates/:id`;

/** Exams, and who sits where in them. Each change is told to the audit log with the change itself. */
export async function examRoutes(app: FastifyInstance, exams: ExamPort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['exams'];
  const of = { tags, params: Named };
  const ofOne = { tags, params: Candidate };

  typed.get('/api/exams', { schema: { tags, response: { 200: ExamList } } }, async (request) => ({
    exams: await exams.list(request.rooms),
  }));
  typed.post(
    '/api/exams',
    { schema: { tags, body: NewExam, response: { 201: Exam } } },
    async (request, reply) => {
      return answer(reply.code(201), await exams.make(request.body, actorOf(request)));
    },
  );
  typed.get(EXAM, { schema: { ...of, response: { 200: ExamDetail } } }, async (request, reply) => {
    const exam = await exams.detail(request.params.exam, request.rooms);
    return exam ?? refuse(reply, 'not-found', said('no-exam'));
  });
  typed.put(
    EXAM,
    { schema: { ...of, body: ExamRequest, response: { 200: Exam } } },
    async (request, reply) => {
      return answer(reply, await exams.change(request.params.exam, request.body, actorOf(request)));
    },
  );
  typed.delete(EXAM, { schema: of }, async (request, reply) => {
    return answer(reply.code(204), await exams.remove(request.params.exam, actorOf(request)));
  });
  typed.post(`${EXAM}/open`, { schema: { ...of, response: { 200: Exam } } }, async (request, reply) => {
    return answer(reply, await exams.open(request.params.exam, actorOf(request)));
  });
  typed.post(`${EXAM}/close`, { schema: { ...of, response: { 200: Exam } } }, async (request, reply) => {
    return answer(reply, await exams.close(request.params.exam, actorOf(request)));
  });
  typed.post(
    `${EXAM}/candidates`,
    { schema: { ...of, body: CandidateRequest, response: { 201: Sitting } } },
    async (request, reply) => {
      return answer(
        reply.code(201),
        await exams.addCandidate(request.params.exam, request.body, actorOf(request)),
      );
    },
  );
  typed.put(
    CANDIDATE,
    { schema: { ...ofOne, body: CandidateChange, response: { 200: Sitting } } },
    async (request, reply) => {
      const { exam, id } = request.params;
      return answer(reply, await exams.changeCandidate(exam, id, request.body, actorOf(request)));
    },
  );
  typed.delete(CANDIDATE, { schema: ofOne }, async (request, reply) => {
    const { exam, id } = request.params;
    return answer(reply.code(204), await exams.removeCandidate(exam, id, actorOf(request)));
  });
  typed.put(
    `${CANDIDATE}/place`,
    { schema: { ...ofOne, body: PlaceRequest, response: { 200: Sitting } } },
    async (request, reply) => {
      const { exam, id } = request.params;
      return answer(reply, await exams.seat(exam, id, request.body, actorOf(request)));
    },
  );
}
