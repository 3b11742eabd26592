// The part of the package's entry (index.ts) that is about what is kept of sessions: lists, reports, certificates and how they end.
export {
  BlindInterval,
  BootRecord,
  ClockRecord,
  CompletenessCertificate,
  Sensor,
  SensorCoverage,
} from './certificate.js';
export {
  DataClass,
  ErasureReceipt,
  ErasureRequest,
  Hold,
  HoldRequest,
  KeptSessionFacts,
  ReceiptList,
  RetentionList,
} from './erasure.js';
export { KeptSession, SESSION_HEADER, keptSession, sessionIn } from './kept-session.js';
export {
  IncidentListQuery,
  SessionFilter,
  SessionLine,
  SessionListQuery,
  SessionPage,
  SessionQuery,
} from './session-list.js';
export {
  MAX_REPORTED_MINUTES,
  ReportedIncident,
  ReportedLook,
  ReportedPolicy,
  ReportedVersions,
  SessionReport,
} from './session-report.js';
export { MAX_TRACK_BYTES, TrackNote } from './track.js';
export { MAX_PAGE_TOLD, PageTold } from './check-in.js';
export { CHECK_IN_WORDS, checkInLine } from './check-in-words.js';
