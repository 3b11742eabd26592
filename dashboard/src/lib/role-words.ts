import { msg } from '@lit/localize';
import type { Role } from '@invigil/contract';

/** What is said of who is signed in, and of pages that are not for them. */
export const roleWords = {
  roles: {
    admin: msg('administrator'),
    invigilator: msg('invigilator'),
    reviewer: msg('reviewer'),
    technician: msg('technician'),
    auditor: msg('auditor'),
  } satisfies Record<Role, string>,
  aSeat: msg('seat'),
  noCandidates: msg(
    'Your role looks after machines. The page of a seat shows its candidate, and is not for it.',
  ),
} as const;
