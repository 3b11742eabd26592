import * as z from 'zod';
import { ChallengeCommand } from './challenge.js';
import { ClockAnswer, ClockQuestion } from './clock.js';
import { CommandResponse, PreviewCommand, TrackCommand } from './command.js';
import { SeatAnalysis } from './analysis.js';
import { CompletenessCertificate } from './certificate.js';
import { AuditPage } from './audit.js';
import { ErasureRequest, HoldRequest, ReceiptList, RetentionList } from './erasure.js';
import { Ack, EventBatch } from './event.js';
import { AcknowledgementRequest } from './acknowledgement.js';
import { JudgementBatchRequest, JudgementBatchResult } from './judgement-batch.js';
import { JudgementList, JudgementRequest } from './judgement.js';
import { LiveFrame, LiveRequest } from './live.js';
import { LoginList, PasswordChange } from './logins.js';
import { NoticeAnswer } from './notice.js';
import { WantedPolicy } from './policy.js';
import { Birth, Health, HubPresence, SeatPresence } from './presence.js';
import { ReplayRequest, ReplayResult, TrackList } from './replay.js';
import {
  ChallengeList,
  ChallengePending,
  ChallengeRequest,
  IncidentList,
  LoginRequest,
  Refusal,
  Timeline,
} from './rest.js';
import { Me } from './rights.js';
import { RecoveryCodes, TotpConfirm, TotpRequest, TotpStart } from './second-factor.js';
import { TrackNote } from './track.js';

/** Every message that crosses a wire, by the name of its document in `docs/protocol/`. */
export const MESSAGES = {
  'mqtt-state': SeatPresence,
  'mqtt-birth': Birth,
  'mqtt-health': Health,
  'mqtt-evt': EventBatch,
  'mqtt-ack': Ack,
  'mqtt-policy': WantedPolicy,
  'mqtt-clock': ClockQuestion,
  'mqtt-time': ClockAnswer,
  'mqtt-cmd-preview': PreviewCommand,
  'mqtt-cmd-track': TrackCommand,
  'mqtt-cmd-challenge': ChallengeCommand,
  'mqtt-res': CommandResponse,
  'mqtt-hub-state': HubPresence,
  'live-frame': LiveFrame,
  'live-request': LiveRequest,
  'rest-login': LoginRequest,
  'rest-me': Me,
  'rest-logins': LoginList,
  'rest-password': PasswordChange,
  'rest-totp-request': TotpRequest,
  'rest-totp-start': TotpStart,
  'rest-totp-confirm': TotpConfirm,
  'rest-recovery-codes': RecoveryCodes,
  'rest-audit': AuditPage,
  'rest-incidents': IncidentList,
  'rest-judgement': JudgementRequest,
  'rest-judgements': JudgementList,
  'rest-judgement-batch': JudgementBatchRequest,
  'rest-judgement-batch-result': JudgementBatchResult,
  'rest-acknowledgement': AcknowledgementRequest,
  'rest-timeline': Timeline,
  'rest-analysis': SeatAnalysis,
  'rest-certificate': CompletenessCertificate,
  'rest-challenge-request': ChallengeRequest,
  'rest-challenge-pending': ChallengePending,
  'rest-challenges': ChallengeList,
  'rest-refusal': Refusal,
  'rest-notice': NoticeAnswer,
  'rest-retention': RetentionList,
  'rest-receipts': ReceiptList,
  'rest-erasure-request': ErasureRequest,
  'rest-hold-request': HoldRequest,
  'rest-tracks': TrackList,
  'rest-replay-request': ReplayRequest,
  'rest-replay': ReplayResult,
  'track-note': TrackNote,
} as const;

/** JSON Schema (draft 2020-12) of each message, as the text of its document. */
export function protocolDocuments(): Map<string, string> {
  return new Map(
    Object.entries(MESSAGES).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  );
}
