import { startHub } from '@invigil/hub';
import { pino } from 'pino';
import { planCentre } from './hub-plan.js';
import { serve } from './served.js';

// The third argument, where it is given, is the password of an administrator "ada".
const [seats, dataDir, password] = process.argv.slice(2);
const hub = await startHub(planCentre(Number(seats), dataDir ?? '.').config, {
  log: pino({ level: 'warn' }),
});
if (password !== undefined) await hub.addUser({ name: 'ada', role: 'admin', password });
serve(hub.mqttUrl ?? '', () => hub.stop(), hub.url);
