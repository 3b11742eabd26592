import { DeviceConfig, openVision, type Picture } from '@invigil/device';
import { compiledDir } from '@invigil/models';
import { pino } from 'pino';
import * as z from 'zod';
import { RunLog } from './run-log.js';
import { takeTurn } from './take-turn.js';
import { Job } from './turn.js';

// A process of its own: the seat's vision takes one turn and prints it as one line.
const OursJob = Job.extend({ detectEveryMs: z.number().nonnegative() });

const { detectEveryMs, ...job } = OursJob.parse(JSON.parse(process.argv[2] ?? ''));
const nets = new RunLog();
const stages = new RunLog();
const { inference, vision, close } = await openVision({
  config: { ...DeviceConfig.shape.inference.parse(undefined), threads: 1, provider: 'cpu' },
  netsDir: compiledDir,
  log: pino({ level: 'silent' }),
  detectEveryMs,
  onRun: (net, ms) => nets.add(net, ms),
  async timed(stage, run) {
    const from = performance.now();
    try {
      return await run();
    } finally {
      stages.add(stage, performance.now() - from);
    }
  },
});
let seq = 0;
const turn = await takeTurn(job, {
  made: `${inference.runtime} on ${inference.provider}, one thread a net`,
  prepare: (picture: Picture) => Promise.resolve(picture),
  look: (picture, capturedAt, options) => vision.observe({ picture, capturedAt, seq: ++seq }, options),
  isComplete: (seen) => seen.faces.some(({ gaze }) => gaze !== null),
  settle: () => vision.settleObjects(),
  nets,
  stages,
});
console.log(`\n${JSON.stringify(turn)}`);
await close();
