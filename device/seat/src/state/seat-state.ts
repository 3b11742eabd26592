import type { AgentMessage, ExamFacts, Recorded, SeatStatus, StepOutcome } from '@invigil/contract';
import type { LinkState } from '../client/seat-link.js';
import { atStart, type Progress } from './progress.js';
import { planOf, stepAfter, type CheckedStep } from './steps.js';

type Of<T extends AgentMessage['type']> = Extract<AgentMessage, { type: T }>;
type Guidance = Pick<Of<'guidance'>, 'face' | 'light'>;
export type ShownMessage = Pick<Of<'message'>, 'id' | 'words' | 'hand'>;

/** All that the page knows. */
export type SeatState = {
  link: LinkState;
  /** Whether it was ever let in. */
  wasWelcome: boolean;
  /** Null: not told yet. */
  facts: ExamFacts | null;
  recorded: Recorded | null;
  status: SeatStatus | null;
  guidance: Guidance | null;
  /** How likely a voice is heard, 0–1; null: nothing was told of it. */
  voice: number | null;
  /** What came of the dots; undefined: nothing yet, null: the eyes can't be read well enough. */
  calibrated: number | null | undefined;
  cued: Of<'cued'>['outcome'] | null;
  /** Words to the candidate that were not confirmed, the oldest first. */
  messages: readonly ShownMessage[];
  progress: Progress;
};

export type SeatAction =
  | { type: 'link'; link: LinkState }
  | { type: 'facts'; facts: ExamFacts; kept: (session: string) => Progress }
  | { type: 'told'; message: AgentMessage }
  /** Goes on from a step, with what came of it. */
  | { type: 'passed'; step: CheckedStep; outcome: StepOutcome }
  | { type: 'next' }
  | { type: 'asked-dots' }
  | { type: 'asked-cue' }
  | { type: 'raised'; id: string; at: number }
  | { type: 'lowered' }
  | { type: 'read'; id: string };

export const unknownSeat = {
  link: { at: 'connecting' },
  wasWelcome: false,
  facts: null,
  recorded: null,
  status: null,
  guidance: null,
  voice: null,
  calibrated: undefined,
  cued: null,
  messages: [],
  progress: atStart,
} satisfies SeatState;

/** What the page knows after something happened. */
export function reduceSeat(state: SeatState, action: SeatAction): SeatState {
  switch (action.type) {
    case 'link':
      return { ...state, link: action.link, wasWelcome: state.wasWelcome || action.link.at === 'connected' };
    case 'facts': {
      const { facts, kept } = action;
      const isFirst = state.facts === null || state.facts.session !== facts.session;
      return { ...state, facts, progress: isFirst ? kept(facts.session ?? '') : state.progress };
    }
    case 'told':
      return told(state, action.message);
    case 'passed': {
      const outcomes = { ...state.progress.outcomes, [action.step]: action.outcome };
      return goOn({ ...state, progress: { ...state.progress, outcomes } });
    }
    case 'next':
      return goOn(state);
    case 'asked-dots':
      return { ...state, calibrated: undefined };
    case 'asked-cue':
      return { ...state, cued: null };
    case 'raised':
      return { ...state, progress: { ...state.progress, hand: { id: action.id, at: action.at } } };
    case 'lowered':
      return { ...state, progress: { ...state.progress, hand: null } };
    case 'read':
      return { ...state, messages: state.messages.filter(({ id }) => id !== action.id) };
  }
}

function goOn(state: SeatState): SeatState {
  const plan = state.facts === null ? [] : planOf(state.facts);
  const step = stepAfter(state.progress.step, plan);
  return { ...state, guidance: null, progress: { ...state.progress, step } };
}

function told(state: SeatState, message: AgentMessage): SeatState {
  switch (message.type) {
    case 'welcome':
    case 'recorded':
      return { ...state, recorded: message.recorded };
    case 'status':
      return withHandOf({ ...state, status: message.status });
    case 'message':
      return withMessage(state, message);
    case 'guidance':
      return { ...state, guidance: { face: message.face, light: message.light } };
    case 'hearing':
      return { ...state, voice: message.voice };
    case 'calibrated':
      return { ...state, calibrated: message.quality };
    case 'cued':
      return { ...state, cued: message.outcome };
    case 'challenge':
    case 'copied':
    case 'ping':
    case 'refused':
      return state;
  }
}

/** Words that come twice stand there once; those that answer a hand take it down. */
function withMessage(state: SeatState, { id, words, hand }: Of<'message'>): SeatState {
  if (state.messages.some((one) => one.id === id)) return state;
  const messages = [...state.messages, { id, words, ...(hand !== undefined && { hand }) }];
  const answered = hand !== undefined && hand === state.progress.hand?.id;
  return { ...state, messages, ...(answered && { progress: { ...state.progress, hand: null } }) };
}

/** The seat knows of a hand that this page has forgotten, or has seen it answered. */
function withHandOf(state: SeatState): SeatState {
  const { progress, status } = state;
  if (status === null || status.hand === (progress.hand?.id ?? null)) return state;
  const hand = status.hand === null ? null : { id: status.hand, at: progress.hand?.at ?? 0 };
  return { ...state, progress: { ...progress, hand } };
}
