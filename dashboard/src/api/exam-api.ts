import {
  type CandidateChange,
  type CandidateRequest,
  Exam,
  ExamDetail,
  ExamList,
  type ExamRequest,
  ImportDone,
  ImportPreview,
  type NewExam,
  type PlaceRequest,
  Sitting,
} from '@invigil/contract';
import type { Hub } from './hub.js';

type Asks = Pick<Hub, 'ask' | 'get'>;

/** Addresses of exams and candidates. */
export const examUrls = {
  exams: '/api/exams',
  exam: (exam: string): string => `/api/exams/${exam}`,
  candidates: (exam: string): string => `/api/exams/${exam}/candidates`,
  candidate: (exam: string, id: string): string => `/api/exams/${exam}/candidates/${id}`,
  template: '/api/candidates/template',
  preview: (exam: string): string => `/api/candidates/preview?${query({ exam })}`,
  import: (exam: string, seen: string): string => `/api/candidates/import?${query({ exam, seen })}`,
} as const;

/** Exams and who sits where in them. Each call fails with a `DashboardError`. */
export const examApi = {
  list: async (hub: Asks): Promise<Exam[]> => (await hub.get(examUrls.exams, ExamList)).exams,
  detail: (hub: Asks, exam: string): Promise<ExamDetail> => hub.get(examUrls.exam(exam), ExamDetail),
  make: (hub: Asks, exam: NewExam): Promise<Exam> => hub.get(examUrls.exams, Exam, sends('POST', exam)),
  change: (hub: Asks, exam: string, change: ExamRequest): Promise<Exam> =>
    hub.get(examUrls.exam(exam), Exam, sends('PUT', change)),
  remove: async (hub: Asks, exam: string): Promise<void> => {
    await hub.ask(examUrls.exam(exam), { method: 'DELETE' });
  },
  /** Puts an exam into force in its rooms, or ends it. */
  turn: (hub: Asks, exam: string, into: 'open' | 'close'): Promise<Exam> =>
    hub.get(`${examUrls.exam(exam)}/${into}`, Exam, { method: 'POST' }),
  addCandidate: (hub: Asks, exam: string, candidate: CandidateRequest): Promise<Sitting> =>
    hub.get(examUrls.candidates(exam), Sitting, sends('POST', candidate)),
  changeCandidate: (hub: Asks, exam: string, id: string, candidate: CandidateChange): Promise<Sitting> =>
    hub.get(examUrls.candidate(exam, id), Sitting, sends('PUT', candidate)),
  removeCandidate: async (hub: Asks, exam: string, id: string): Promise<void> => {
    await hub.ask(examUrls.candidate(exam, id), { method: 'DELETE' });
  },
  /** Gives a candidate a seat, or none. */
  seat: (hub: Asks, exam: string, id: string, request: PlaceRequest): Promise<Sitting> =>
    hub.get(`${examUrls.candidate(exam, id)}/place`, Sitting, sends('PUT', request)),
  /** What a file of candidates would do. @param exam of rows that name none; empty: there is none */
  preview: (hub: Asks, file: Blob, exam: string): Promise<ImportPreview> =>
    hub.get(examUrls.preview(exam), ImportPreview, { method: 'POST', body: asCsv(file) }),
  /** Does what was seen, all of it or nothing. */
  import: (hub: Asks, file: Blob, exam: string, seen: string): Promise<ImportDone> =>
    hub.get(examUrls.import(exam, seen), ImportDone, { method: 'POST', body: asCsv(file) }),
} as const;

function sends(method: 'POST' | 'PUT', body: object): RequestInit {
  return { method, body: JSON.stringify(body) };
}

/** Systems name the type of a CSV file in many ways. */
function asCsv(file: Blob): Blob {
  return new Blob([file], { type: 'text/csv' });
}

function query(asked: Record<string, string>): string {
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString();
}
