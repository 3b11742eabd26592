// What brings a seat's events to its hub, for programs that see nothing: the package's other entry loads OpenCV and the nets.
export { newKey, requestFor } from './enrol/certificate-request.js';
export { newBootId, systemClock, type Clock } from './lib/clock.js';
export { DeviceError } from './lib/errors.js';
export { createLog, type Log } from './lib/log.js';
export { readIdentity, writeIdentity } from './lib/seat-identity.js';
export { HubClock } from './outbox/hub-clock.js';
export { MqttLink } from './outbox/mqtt-link.js';
export { Outbox } from './outbox/outbox.js';
export { OutboxStore } from './outbox/outbox-store.js';
