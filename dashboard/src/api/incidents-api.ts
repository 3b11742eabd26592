import { Incident, IncidentList, type JudgementBatchRequest, JudgementBatchResult } from '@invigil/contract';
import type { Hub } from './hub.js';
import { urls } from './urls.js';

type IncidentPlace = Pick<Incident, 'id' | 'room' | 'seat'>;
/** Of a judgement, what counts is only how many there were before. */
type Judgeable = IncidentPlace & Pick<Incident, 'judged'>;

/** What the queue asks of the hub. Each call fails with a {@link DashboardError}. */
export class IncidentsApi {
  readonly #hub: Pick<Hub, 'get'>;

  constructor(hub: Pick<Hub, 'get'>) {
    this.#hub = hub;
  }

  /** The user looks at an incident from now on; gives it as it is then. `over`: who did so, as the page showed; null: nobody. */
  async acknowledge({ id, room, seat }: IncidentPlace, over: string | null): Promise<Incident> {
    const init = { method: 'PUT', body: JSON.stringify({ over }) };
    return this.#hub.get(urls.acknowledgement({ room, seat }, id), Incident, init);
  }

  /** The user no longer looks at it. */
  async giveBack({ id, room, seat }: IncidentPlace): Promise<Incident> {
    return this.#hub.get(urls.acknowledgement({ room, seat }, id), Incident, { method: 'DELETE' });
  }

  /** Judges incidents of one room alike; what is not taken is named. */
  async judgeMany(
    incidents: readonly Judgeable[],
    judgement: Omit<JudgementBatchRequest, 'incidents'>,
  ): Promise<JudgementBatchResult> {
    const [first] = incidents;
    if (first === undefined) return { judged: [], refused: [] };
    const request: JudgementBatchRequest = {
      ...judgement,
      incidents: incidents.map(({ id, judged, seat }) => ({ seat, incident: id, after: judged?.n ?? 0 })),
    };
    const init = { method: 'POST', body: JSON.stringify(request) };
    return this.#hub.get(urls.judgementsOfRoom(first.room), JudgementBatchResult, init);
  }

  /** Takes back at once what was judged last of incidents of one room. */
  async takeBack(incidents: readonly Judgeable[]): Promise<JudgementBatchResult> {
    return this.judgeMany(incidents, { outcome: 'reopened', reason: 'undone' });
  }

  /** Incidents of a room that lasted after `from` (ms), newest first. `said`: of which somebody said this in a judgement. */
  async find(asked: { room: string; from: number; said?: string; limit: number }): Promise<Incident[]> {
    return (await this.#hub.get(urls.incidents(asked), IncidentList)).incidents;
  }
}
