import { startHub } from '@invigil/hub';
import { pino } from 'pino';
import { planCentre } from './hub-plan.js';
import { serve } from './served.js';

const [seats, dataDir] = process.argv.slice(2);
const hub = await startHub(planCentre(Number(seats), dataDir ?? '.').config, {
  log: pino({ level: 'warn' }),
});
serve(hub.mqttUrl ?? '', () => hub.stop());
