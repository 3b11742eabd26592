import * as z from 'zod';
import { EpochMs, Share, Slug } from './ids.js';
import { Hold } from './erasure.js';
import { KeptSession } from './kept-session.js';

/**
 * Which sessions are asked for. `running`: the seat is in it now. `to-judge`: something that a camera saw of a candidate waits for a judgement,
 * or for a second person. `held`: it is kept by a legal hold.
 */
export const SessionFilter = z.enum(['running', 'finished', 'to-judge', 'held']);
export type SessionFilter = z.infer<typeof SessionFilter>;

/** How many incidents of candidates' conduct there are; what a camera could not see is in `watched` and waits for nobody. */
const SessionIncidents = z.object({
  /** Nobody has judged it, it was reopened, or a second person is needed. */
  open: z.number().int().min(0),
  judged: z.number().int().min(0),
});

/** One session of a seat, as a list shows it. */
export const SessionLine = z.object({
  room: Slug,
  seat: Slug,
  session: KeptSession,
  /** Times of its first and last event, by the seat's clock; of its files where there is no event. */
  from: EpochMs,
  to: EpochMs,
  /** The seat is in it now. */
  running: z.boolean(),
  /**
   * Share of its time in which the camera saw, 0–1. Null where no time passed (`complete` is not null then), and where nothing proves it: while it runs, while it is counted, outside of
   * an exam session, or its record is erased.
   */
  watched: Share.nullable(),
  /** What its certificate of completeness says; null where it has none, while it runs, and while it is counted. */
  complete: z.boolean().nullable(),
  /** True: both are being counted; who asks again in a moment gets them. Absent otherwise, and from a hub of before 2026-11-30. */
  counting: z.boolean().optional(),
  incidents: SessionIncidents,
  /** When the first of what is kept of it is erased; nothing is erased before its seat has left it, or under a hold. */
  dueAt: EpochMs.nullable(),
  /** Of a hold: how far it is. */
  hold: Hold.shape.state.nullable(),
});
export type SessionLine = z.infer<typeof SessionLine>;

const Asked = z.object({
  room: Slug.optional(),
  /** Sessions that overlap this time, by the seats' clocks. */
  from: z.coerce.number().pipe(EpochMs).optional(),
  to: z.coerce.number().pipe(EpochMs).optional(),
});

/** What `GET /api/sessions.csv` takes: the whole list, without pages. */
export const SessionListQuery = Asked.extend({ state: SessionFilter.optional() });
export type SessionListQuery = z.infer<typeof SessionListQuery>;

/** `GET /api/sessions?room=&from=&to=&state=&after=&limit=`: those that began last first. */
export const SessionQuery = SessionListQuery.extend({
  /** `next` of the page before. */
  after: z.string().max(160).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type SessionQuery = z.infer<typeof SessionQuery>;

/** Its answer. `next` goes into `after` of the next page; null: there is none. */
export const SessionPage = z.object({ sessions: z.array(SessionLine).max(200), next: z.string().nullable() });
export type SessionPage = z.infer<typeof SessionPage>;

/** What `GET /api/incidents.csv` takes. */
export const IncidentListQuery = Asked;
export type IncidentListQuery = z.infer<typeof IncidentListQuery>;
