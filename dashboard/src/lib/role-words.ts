import type { Role } from '@invigil/contract';

/** What is said of who is signed in, and of pages that are not for them. */
export const roleWords = {
  roles: {
    admin: 'administrator',
    invigilator: 'invigilator',
    reviewer: 'reviewer',
    technician: 'technician',
    auditor: 'auditor',
  } satisfies Record<Role, string>,
  aSeat: 'seat',
  noCandidates: 'Your role looks after machines. The page of a seat shows its candidate, and is not for it.',
} as const;
