import * as z from 'zod';
import { ChallengeCommand } from './challenge.js';
import { ClockAnswer, ClockQuestion } from './clock.js';
import { CommandResponse, PreviewCommand, TrackCommand } from './command.js';
import { SeatAnalysis } from './analysis.js';
import { CompletenessCertificate } from './certificate.js';
import { AuditPage } from './audit.js';
import { ImportDone, ImportPreview } from './candidate-import.js';
import {
  CandidateChange,
  CandidateRequest,
  ExamDetail,
  ExamList,
  ExamRequest,
  NewExam,
  PlaceRequest,
  Sitting,
} from './exam.js';
import { NamedPolicy, PolicyList, PolicyRequest, PublishRequest } from './named-policy.js';
import { ErasureRequest, HoldRequest, ReceiptList, RetentionList } from './erasure.js';
import { Ack, EventBatch } from './event.js';
import { ExamFacts } from './exam-facts.js';
import { FreezeBoard, FreezeOverrideRequest, SeatFreeze } from './freeze.js';
import { AcknowledgementRequest } from './acknowledgement.js';
import { JudgementBatchRequest, JudgementBatchResult } from './judgement-batch.js';
import { JudgementList, JudgementRequest } from './judgement.js';
import { LayoutPreview, LayoutRequest } from './layout.js';
import { LiveFrame, LiveRequest } from './live.js';
import { LoginList, PasswordChange } from './logins.js';
import { HealthHistory, MachineList } from './machines.js';
import { NoticeAnswer } from './notice.js';
import { WantedPolicy } from './policy.js';
import { BundleManifest } from './bundle.js';
import { CentreView, Rollup } from './rollup.js';
import { SeatExam } from './seat-exam.js';
import { AgentMessage, ClientFile, ClientHello, ClientMessage } from './seat-client.js';
import { SessionPage } from './session-list.js';
import { SessionReport } from './session-report.js';
import { Birth, Health, HubPresence, SeatPresence } from './presence.js';
import { ReplayRequest, ReplayResult, SeatPolicy, TrackList } from './replay.js';
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
import {
  MessageCommand,
  MessageRequest,
  NoteRequest,
  SeatMessage,
  SeatNote,
  SeatTalk,
  StrikeRequest,
} from './talk.js';
import { TrackNote } from './track.js';
import { GivenLogin, PasswordReset, UserChange, UserList, UserRequest } from './users.js';

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
  'mqtt-cmd-message': MessageCommand,
  'mqtt-res': CommandResponse,
  'mqtt-hub-state': HubPresence,
  'seat-hello': ClientHello,
  'seat-client': ClientMessage,
  'seat-agent': AgentMessage,
  'seat-client-file': ClientFile,
  'seat-exam': ExamFacts,
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
  'rest-users': UserList,
  'rest-user-request': UserRequest,
  'rest-user-change': UserChange,
  'rest-password-reset': PasswordReset,
  'rest-given-login': GivenLogin,
  'rest-machines': MachineList,
  'rest-health': HealthHistory,
  'rest-freeze': FreezeBoard,
  'rest-freeze-override': FreezeOverrideRequest,
  'rest-seat-freeze': SeatFreeze,
  rollup: Rollup,
  'rest-centre': CentreView,
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
  'rest-note-request': NoteRequest,
  'rest-note': SeatNote,
  'rest-note-strike': StrikeRequest,
  'rest-message-request': MessageRequest,
  'rest-message': SeatMessage,
  'rest-talk': SeatTalk,
  'rest-refusal': Refusal,
  'rest-notice': NoticeAnswer,
  'rest-retention': RetentionList,
  'rest-receipts': ReceiptList,
  'rest-erasure-request': ErasureRequest,
  'rest-hold-request': HoldRequest,
  'rest-tracks': TrackList,
  'rest-replay-request': ReplayRequest,
  'rest-replay': ReplayResult,
  'rest-seat-policy': SeatPolicy,
  'rest-layout-request': LayoutRequest,
  'rest-layout-preview': LayoutPreview,
  'rest-sessions': SessionPage,
  'rest-session-report': SessionReport,
  'bundle-manifest': BundleManifest,
  'rest-policies': PolicyList,
  'rest-policy': NamedPolicy,
  'rest-policy-request': PolicyRequest,
  'rest-publish-request': PublishRequest,
  'rest-exams': ExamList,
  'rest-exam': ExamDetail,
  'rest-new-exam': NewExam,
  'rest-exam-request': ExamRequest,
  'rest-sitting': Sitting,
  'rest-seat-exam': SeatExam,
  'rest-candidate-request': CandidateRequest,
  'rest-candidate-change': CandidateChange,
  'rest-place-request': PlaceRequest,
  'rest-import-preview': ImportPreview,
  'rest-import-done': ImportDone,
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
