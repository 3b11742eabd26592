import { readFileSync } from 'node:fs';
import { HubConfig, startHub } from '@invigil/hub';
import { pino } from 'pino';
import { serve } from '../hub/served.js';

// One of the hubs of a centre. The argument is the file of its configuration, JSON.
const config = HubConfig.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const hub = await startHub(config, { log: pino({ level: 'warn' }) });
serve(hub.url, () => hub.stop());
