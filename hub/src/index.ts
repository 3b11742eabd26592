export { startHub, type Hub } from './app.js';
export { mergeSignals, severityOf } from './incidents/merge-signals.js';
export { systemClock, newSecret, type Clock } from './lib/clock.js';
export { HubConfig, type HubConfigInput } from './lib/hub-config.js';
export { HubError, type HubErrorCode } from './lib/hub-error.js';
export { loadHubConfig } from './lib/load-hub-config.js';
export type { Log } from './lib/log.js';
export { sha256Hex } from './lib/sha256.js';
export type { NewUser } from './store/add-user.js';
