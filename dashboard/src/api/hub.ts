import {
  AuditPage,
  type AuditVerb,
  type Challenge,
  ChallengeList,
  ChallengePending,
  type Cue,
  Incident,
  type Judgement,
  JudgementList,
  type JudgementRequest,
  LoginList,
  Me,
  type PasswordChange,
  RecoveryCodes,
  Refusal,
  SeatAnalysis,
  Timeline,
  TotpStart,
} from '@invigil/contract';
import { DashboardError } from '../lib/errors.js';
import { urls } from './urls.js';

type IncidentPlace = Pick<Incident, 'id' | 'room' | 'seat'>;

export type HubDeps = {
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Called once somebody has signed out here. */
  onSignedOut: () => void;
  /** Called when the hub says that the log-in has ended: by its time, or from elsewhere. */
  onLogInEnded: () => void;
};

/** What turns an answer into a contract type. */
type Schema<T> = {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false; error: Error };
};

/** The hub's answers as contract types. Each call fails with a {@link DashboardError}. */
export class Hub {
  readonly #deps: HubDeps;

  constructor(deps: HubDeps) {
    this.#deps = deps;
  }

  /** Who is signed in. */
  async me(): Promise<Me> {
    return this.get(urls.me, Me);
  }

  /** What a seat told between two times, both in ms on the seat's clock. */
  async timeline(place: { room: string; seat: string }, from: number, to: number): Promise<Timeline> {
    return this.get(urls.timeline(place, from, to), Timeline);
  }

  /** What a seat's minutes between two times say, both in ms on the seat's clock. */
  async analysis(place: { room: string; seat: string }, from: number, to: number): Promise<SeatAnalysis> {
    return this.get(urls.analysis(place, from, to), SeatAnalysis);
  }

  /** Asks whether a person answers at a seat. What becomes of it comes over the live feed. */
  async giveCue(place: { room: string; seat: string }, cue: Cue): Promise<ChallengePending> {
    const init = { method: 'POST', body: JSON.stringify({ cue }) };
    return this.get(urls.challenge(place), ChallengePending, init);
  }

  /** What became of the cues of a seat, newest first. */
  async challenges(place: { room: string; seat: string }): Promise<Challenge[]> {
    return (await this.get(urls.challenges(place), ChallengeList)).challenges;
  }

  /** Keeps what the user makes of an incident; gives the incident as it is then. */
  async judge({ id, room, seat }: IncidentPlace, request: JudgementRequest): Promise<Incident> {
    const init = { method: 'POST', body: JSON.stringify(request) };
    return this.get(urls.judgements({ room, seat }, id), Incident, init);
  }

  /** What was made of an incident, oldest first. */
  async judgements({ id, room, seat }: IncidentPlace): Promise<Judgement[]> {
    return (await this.get(urls.judgements({ room, seat }, id), JudgementList)).judgements;
  }

  /** A page of the audit log, newest first. `before`: rows below this number. */
  async audit(asked: { actor?: string; before?: number; verb?: AuditVerb }): Promise<AuditPage> {
    return this.get(urls.audit(asked), AuditPage);
  }

  /** Where the user is signed in, newest first. */
  async logins(): Promise<LoginList['logins']> {
    return (await this.get(urls.logins, LoginList)).logins;
  }

  /** Ends one other log-in of the user. */
  async endLogin(id: string): Promise<void> {
    await this.ask(urls.loginOf(id), { method: 'DELETE' });
  }

  /** Ends every log-in of the user, this one too, and leaves for the log-in page. */
  async signOutEverywhere(): Promise<void> {
    await this.ask(urls.logins, { method: 'DELETE' });
    this.#deps.onSignedOut();
  }

  /** Begins a second factor; it counts once it is confirmed. */
  async beginSecondFactor(password: string): Promise<{ uri: string; secret: string }> {
    return this.get(urls.secondFactor, TotpStart, { method: 'POST', body: JSON.stringify({ password }) });
  }

  /** Proves that the program has the secret; gives the codes that stand in for it. */
  async confirmSecondFactor(code: string): Promise<string[]> {
    const init = { method: 'POST', body: JSON.stringify({ code }) };
    return (await this.get(urls.secondFactorConfirm, RecoveryCodes, init)).codes;
  }

  /** From now on the password is enough. */
  async endSecondFactor(password: string): Promise<void> {
    await this.ask(urls.secondFactorOff, { method: 'POST', body: JSON.stringify({ password }) });
  }

  /** Every other log-in of the user ends. */
  async changePassword(change: PasswordChange): Promise<void> {
    await this.ask(urls.password, { method: 'PUT', body: JSON.stringify(change) });
  }

  /** Ends the log-in and leaves for the log-in page. */
  async signOut(): Promise<void> {
    await this.ask(urls.logout, { method: 'POST' });
    this.#deps.onSignedOut();
  }

  /** An answer of the hub as a contract type: for the calls in the files beside this one. */
  async get<T>(url: string, schema: Schema<T>, init?: RequestInit): Promise<T> {
    const response = await this.ask(url, init);
    const parsed = schema.safeParse(await bodyOf(response));
    if (!parsed.success) {
      throw new DashboardError('wrong-shape', `the answer of ${url} is not as expected`, {
        cause: parsed.error,
      });
    }
    return parsed.data;
  }

  /** What has no answer but that it was done. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#fetch(url, init);
    if (response.status === 401) {
      this.#deps.onLogInEnded();
      throw new DashboardError('not-signed-in', 'the hub does not know this browser any more');
    }
    if (!response.ok) {
      const refusal = Refusal.safeParse(await bodyOf(response));
      const said = refusal.success ? refusal.data.message : `HTTP ${response.status}`;
      throw new DashboardError('refused', said, {}, refusal.data?.code, refusal.data);
    }
    return response;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      const type = init.body === undefined ? undefined : { 'content-type': typeOf(init.body) };
      return await this.#deps.fetch(url, { ...init, headers: { accept: 'application/json', ...type } });
    } catch (cause) {
      throw new DashboardError('unreachable', 'the hub gives no answer', { cause });
    }
  }
}

/** A file says itself what it is; all else is JSON. */
function typeOf(body: RequestInit['body']): string {
  return body instanceof Blob ? body.type : 'application/json';
}

/** The body as JSON; undefined where it is none, which no schema takes. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
