import * as z from 'zod';
import { SeatAddress } from './address.js';
import { DataClass } from './erasure.js';
import { ExamAddress } from './exam-address.js';
import { EpochMs, Slug } from './ids.js';
import { Notice } from './notice.js';
import { SignalKind } from './signal.js';
import { SOFTWARE_SOURCES } from './software.js';

const Days = z.number().int().min(0);

/**
 * `GET /exam` of a seat's daemon: what the candidate's page has to say. Who asks needs no key, so nothing in it is of a person. What the
 * seat does not know is null. To be asked anew after `recorded`: another policy may be in force.
 */
export const ExamFacts = z.object({
  seat: SeatAddress,
  session: Slug.nullable(),
  exam: z
    .object({
      name: z.string().max(80),
      /** Where it is written; null: not in a browser, or not known. */
      address: ExamAddress.nullable(),
      /** `frame`: its site lets itself be shown within the candidate's page. Absent: in a window of its own. */
      shown: z.enum(['frame', 'window']).optional(),
      /** On the seat's clock. */
      startsAt: EpochMs.nullable(),
      endsAt: EpochMs.nullable(),
    })
    .nullable(),
  /** What candidates are told, by language; null: the centre has written none. */
  notice: Notice.pick({ hash: true, texts: true }).nullable(),
  retention: z
    .object({
      /** Days from the end of the session to the end of the appeal window. */
      appealDays: Days,
      /** Days from there for which each class is kept. */
      days: z.record(DataClass, Days),
    })
    .nullable(),
  /** Steps of the check-in that the policy in force has. */
  steps: z.object({
    camera: z.boolean(),
    calibration: z.boolean(),
    liveness: z.boolean(),
    identity: z.boolean(),
    microphone: z.boolean(),
  }),
  /** Kinds that are watched for under the policy in force, by who watches. */
  watched: z.record(z.enum(['camera', ...SOFTWARE_SOURCES]), z.array(SignalKind)),
});
export type ExamFacts = z.infer<typeof ExamFacts>;
