import type { Db } from '../store/schema.js';
import { examPort } from './exam-port.js';
import { importPort } from './import/import-port.js';
import type { LivePlan } from './live-plan.js';
import { policyPort } from './policy-port.js';

/** What people may do to run a centre. */
export function centrePort(db: Db, live: LivePlan) {
  return { policies: policyPort(db, live), exams: examPort(db, live), imports: importPort(db, live) };
}
