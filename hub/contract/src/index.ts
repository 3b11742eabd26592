export { Accommodations } from './accommodations.js';
export { CentreView, HubInCentre, HubTrouble, Rollup, RoomRollup } from './rollup.js';
export { Acknowledged, AcknowledgementRequest } from './acknowledgement.js';
export { SeatAddress, parseSeatPrincipal, seatKey, seatPrincipal } from './address.js';
export { BundleManifest, MANIFEST } from './bundle.js';
export { chainStartText, chainText, type ChainedEvent } from './chain.js';
export { UsedCalibration } from './calibration.js';
export { Challenge, ChallengeAsked, ChallengeCommand, ChallengeOutcome, Cue } from './challenge.js';
export { ClockAnswer, ClockOffset, ClockQuestion } from './clock.js';
export { canonicalText } from './canonical-text.js';
export { copyMark } from './copy-mark.js';
export { CommandResponse, PreviewCommand, TrackCommand } from './command.js';
export {
  DWELL_EDGES_MS,
  DWELL_PLACES,
  DwellClasses,
  LookTally,
  Measure,
  MeasureAnalysis,
  MeasureTrend,
  MinuteAnalysis,
  OwnComparison,
  RoomComparison,
  SeatAnalysis,
  type DwellPlace,
} from './analysis.js';
export { MAX_MESSAGE_BYTES, decode, describeIssues, type DecodeError, type Decoded } from './decode.js';
export {
  CertificateList,
  EnrolRequest,
  EnrolmentPayload,
  EnrolmentToken,
  EnrolmentTokenRequest,
  HUB_TLS_NAME,
  RenewRequest,
  SeatCertificate,
  readEnrolment,
  writeEnrolment,
} from './enrolment.js';
export { Ack, ChainHead, EventBatch, EventBody, MAX_BATCH_EVENTS, SeatEvent } from './event.js';
export { EvidencePicture, MAX_PICTURE_BYTES } from './evidence.js';
export { ExamFacts } from './exam-facts.js';
export {
  Freeze,
  FreezeReason,
  FreezeBoard,
  FreezeOverride,
  FreezeOverrideRequest,
  OVERRIDE_LASTS_MS,
  SeatFreeze,
} from './freeze.js';
export { SeatExam } from './seat-exam.js';
export * from './words.js';
export { GivenUp, NotKept } from './given-up.js';
export { AuditEntry, AuditPage, AuditQuery, AuditVerb } from './audit.js';
export { RecoveryCodes, TotpConfirm, TotpRequest, TotpStart } from './second-factor.js';
export { safeParse } from './safe-parse.js';
export { BootId, EpochMs, Seq, Sha256, Share, SignalId, Slug } from './ids.js';
export { HeldBack, Incident, IncidentBefore } from './incident.js';
export {
  JUDGEMENT_REASONS,
  Judged,
  Judgement,
  JudgementList,
  JudgementOutcome,
  JudgementReason,
  JudgementRequest,
} from './judgement.js';
export { JudgementBatchRequest, JudgementBatchResult, MAX_BATCH_JUDGEMENTS } from './judgement-batch.js';
export { MESSAGES } from './json-schemas.js';
export { PolicyOfAnyVersion } from './known-fields.js';
export {
  Aisles,
  Door,
  LAYOUT_COLUMNS,
  LayoutCsv,
  LayoutFault,
  LayoutPreview,
  LayoutRequest,
  MapEdge,
  RoomLayout,
  SeatPlace,
  type LayoutColumn,
} from './layout.js';
export { layoutFaults } from './layout-faults.js';
export { LiveChange, LiveFrame, LiveRequest } from './live.js';
export { LoginId, LoginList, PasswordChange } from './logins.js';
export { Language, Notice, NoticeAnswer, NoticeText } from './notice.js';
export { Policy, WantedPolicy, canonicalPolicy, riskRuleOf, ruleOf } from './policy.js';
export { PROFILES, ProfileName } from './profiles.js';
export { HealthHistory, HealthMinute, Machine, MachineList } from './machines.js';
export {
  DOCTOR_VERDICTS,
  DoctorLine,
  DoctorReport,
  DoctorVerdict,
  doctorText,
  verdictBy,
  worstVerdict,
} from './doctor.js';
export { doctorLine, inThousandths } from './doctor-line.js';
export { type ClockSync, judgeClockSync, judgeInodes, judgeVersions } from './doctor-shared.js';
export { scrubbedReport } from './scrubbed-report.js';
export { isBeyond, type Limit, type Limits, MACHINE_LIMITS } from './machine-limits.js';
export { Birth, Health, HubClaim, HubPresence, SeatPresence, UsbPort } from './presence.js';
export {
  ChallengeList,
  ChallengePending,
  ChallengeRequest,
  Healthz,
  HealthzAway,
  IncidentList,
  IncidentQuery,
  LoginRequest,
  REFUSAL_CODES,
  Refusal,
  Timeline,
  TimelineQuery,
  type RefusalCode,
} from './rest.js';
export {
  ReplayIncident,
  ReplayRequest,
  ReplayResult,
  ReplaySide,
  SeatPolicy,
  StoredTrack,
  TrackList,
} from './replay.js';
export { Me, Role } from './rights.js';
export { Contribution, Risk, RiskFactors, RiskLevel } from './risk.js';
export { RoomView, SeatView } from './room.js';
export { Severity } from './severity.js';
export type { ConductRule, RiskRule, RoomRule, SignalRule } from './signal-rules.js';
export {
  CONDUCT_KINDS,
  COVERAGE_KINDS,
  LookDirection,
  ROOM_KINDS,
  RiskKind,
  SEAT_COVERAGE_KINDS,
  SEAT_KINDS,
  SILENCE_KINDS,
  SharedCause,
  Signal,
  SignalKind,
  isBlind,
  isCameraCoverage,
  isCoverage,
  isRoomKind,
  isSoftware,
  isStanding,
  type ConductKind,
  type CoverageKind,
  type RoomKind,
  type SeatCoverageKind,
  type SeatKind,
  type SilenceKind,
} from './signal.js';
export { CheckedIn, CheckedOut, StepOutcome } from './check-in.js';
export { EDITING_STEP_MS, EditingMinute, EditingStep } from './editing.js';
export {
  AgentChallenge,
  AgentMessage,
  ClientFile,
  ClientHello,
  ClientKey,
  ClientMessage,
  ClientName,
  HANDSHAKE_MS,
  HEARTBEAT_MS,
  MAX_CLIENT_MESSAGE,
  Nonce,
  PING_MS,
  proofText,
  Recorded,
  SEAT_CLIENT_VERSION,
  SELF_PER_SECOND,
  SeatStatus,
  SILENT_AFTER_MS,
} from './seat-client.js';
export type { SoftwareParts, SoftwareRule } from './software-rules.js';
export {
  HELD_KINDS,
  HeldKind,
  MAX_NAMES,
  MAX_CHARACTERS,
  MAX_COUNT,
  MAX_WHAT,
  MOMENT_KINDS,
  MomentKind,
  ReportDetail,
  SignalDetail,
  SOFTWARE_KINDS,
  SOFTWARE_SOURCES,
  SoftwareReport,
  SoftwareSource,
  type SoftwareKind,
} from './software.js';
export {
  COMMAND_VERBS,
  HUB_CHANNELS,
  SEAT_CHANNELS,
  TOPIC_VERSION,
  commandTopic,
  hubStateTopic,
  hubSubscriptions,
  roomSubscriptions,
  maybeChannel,
  parseTopic,
  responseTopic,
  seatMayPublish,
  seatMaySubscribe,
  seatSubscriptions,
  seatTopic,
  timeSubscription,
  type CommandVerb,
  type HubChannel,
  type ParsedTopic,
  type SeatChannel,
} from './topics.js';
export {
  Hand,
  HandLowered,
  HandRaised,
  MessageCommand,
  MessageRequest,
  NoteRequest,
  OpenHand,
  SeatMessage,
  SeatNote,
  SeatTalk,
  StrikeRequest,
} from './talk.js';
export { readWantedPolicy, type ReadPolicy } from './wanted-policy.js';
export { withAccommodations } from './with-accommodations.js';
export { readWritten } from './written.js';
export { WrittenPolicy } from './written-policy.js';
export { MAX_TROUBLES, Trouble } from './trouble.js';
export { GivenLogin, PasswordReset, User, UserChange, UserList, UserName, UserRequest } from './users.js';
export * from './centre.js';
export * from './records.js';
