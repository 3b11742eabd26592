import { loadHubConfig, startHub, systemClock } from '@invigil/hub';
import { pino } from 'pino';
import { HubOrder } from './hub-words.js';

/** The hub, in a process that can be killed, on a clock that can be set. Started by {@link HubChild}: its configuration, its log. */

const [config = '', logFile = ''] = process.argv.slice(2);
const skew = { ms: 0 };
const clock = { now: () => systemClock.now() + skew.ms };
const log = pino({ level: 'warn' }, pino.destination({ dest: logFile, append: true, sync: true }));
process.on('disconnect', () => process.exit(1));
const hub = await startHub(loadHubConfig(config), { log, clock });
process.on('message', (message) => {
  const order = HubOrder.parse(message);
  if (order.type === 'clock') skew.ms = order.skewMs;
  else if (order.type === 'user') void hub.addUser(order.user).then(() => process.send?.('done'));
  else void hub.stop().then(() => process.exit(0));
});
process.send?.('ready');
