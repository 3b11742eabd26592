import { SeatExam } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ExamPort } from './exam-routes.js';
import type { PrivacyPort } from './privacy-routes.js';
import { refuseProgram } from './refusal.js';

/** What this route needs of the exams and of what is kept. */
type SeatExamPorts = { exams: Pick<ExamPort, 'openIn'>; privacy: Pick<PrivacyPort, 'notice' | 'keptFor'> };

/** What a seat is told for its candidate's page: of its own room, and of nobody who sits there. */
export async function seatExamRoute(app: FastifyInstance, { exams, privacy }: SeatExamPorts): Promise<void> {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/seat/exam',
      { schema: { tags: ['seat'], response: { 200: SeatExam } } },
      async ({ seat }, reply) => {
        if (seat === null)
          return refuseProgram(reply, 'wrong-credentials', 'only a seat is told of its exam');
        return { exam: exams.openIn(seat.room), notice: privacy.notice, retention: privacy.keptFor };
      },
    );
}
