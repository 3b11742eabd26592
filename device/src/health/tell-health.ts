import type { Health } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { HealthReport } from './health-report.js';

/** How often a seat tells how it fares, ms. */
const EVERY_MS = 5000;

/** Tells how the seat fares, again and again, until `signal` aborts. */
export async function tellHealth(
  report: Pick<HealthReport, 'write'>,
  tell: (health: Health) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    // First a period, then its report: rates over no time mean nothing.
    await clock.sleep(EVERY_MS, signal);
    if (signal.aborted) return;
    tell(await report.write());
  }
}
