import type { Clock } from '../../lib/clock.js';
import type { Log } from '../../lib/log.js';
import { BackOff } from '../../outbox/back-off.js';
import type { RunLines } from './run-lines.js';

const SUBSYSTEMS = ['usb', 'input', 'drm', 'video4linux', 'sound', 'net'];
/** One that ran for so long was well. */
const WELL_AFTER_MS = 60_000;

type HintDeps = { run: RunLines; clock: Clock; log: Log; onHint: () => void };

/**
 * Calls `onHint` when udev has taken in a change of the hardware, so that it is looked at without delay. It is a hint and no
 * source: where there is no udev, the machine is looked at every two seconds all the same.
 */
export async function followUdev({ clock, log, onHint, run }: HintDeps, signal: AbortSignal): Promise<void> {
  const args = ['monitor', '--udev', ...SUBSYSTEMS.map((name) => `--subsystem-match=${name}`)];
  const backOff = new BackOff({ firstMs: 1000, maxMs: 300_000 });
  while (!signal.aborted) {
    const startedAt = clock.monotonic();
    // What it prints first tells what it will print; a look more does no harm.
    const end = await run('udevadm', { args, onLine: onHint, signal });
    if (end === 'missing') {
      log.info({}, 'udev gives no hints, looking at the machine every two seconds');
      return;
    }
    if (clock.monotonic() - startedAt > WELL_AFTER_MS) backOff.reset();
    await clock.sleep(backOff.next(), signal);
  }
}
