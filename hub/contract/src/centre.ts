// The part of the package's entry (index.ts) that is about running a centre: exams, candidates and policies with a name.
export {
  IMPORT_COLUMNS,
  ImportAccept,
  ImportDone,
  ImportFault,
  ImportPreview,
  ImportQuery,
  ImportRow,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  type ImportColumn,
} from './candidate-import.js';
export { ExamAddress, MAX_EXAM_ADDRESS } from './exam-address.js';
export {
  CandidateChange,
  CandidateNumber,
  CandidateRequest,
  Exam,
  ExamDetail,
  ExamList,
  ExamRequest,
  NewExam,
  PlaceRequest,
  RoomExam,
  SittingPlace,
  Sitting,
} from './exam.js';
export {
  NamedPolicy,
  PolicyList,
  PolicyReference,
  PolicyRequest,
  PolicyVersion,
  PublishRequest,
} from './named-policy.js';
export { fieldsOf, valuesOf, type Field } from './policy-fields.js';
