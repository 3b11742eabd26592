import type { Db } from '../store/schema.js';
import { examPort } from './exam-port.js';
import { freezePort } from './freeze-port.js';
import { importPort } from './import/import-port.js';
import { layoutPort } from './layout-port.js';
import type { LivePlan } from './live-plan.js';
import { policyPort } from './policy-port.js';
import { sittingPort } from './sitting-port.js';

/** What people may do to run a centre. */
export function centrePort(db: Db, live: LivePlan) {
  return {
    freeze: freezePort(db, live),
    layouts: layoutPort(live),
    policies: policyPort(db, live),
    exams: { ...examPort(db, live), ...sittingPort(live) },
    imports: importPort(db, live),
  };
}
