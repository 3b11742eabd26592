export { clockSync } from './clock-sync.js';
export { ServiceNotice } from './service-notice.js';
