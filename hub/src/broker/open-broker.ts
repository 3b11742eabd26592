import { EmbeddedBroker } from './embedded-broker.js';
import { ExternalBroker } from './external-broker.js';
import type { BrokerDeps, MqttConfig, SeatBroker } from './seat-broker.js';

/** The broker that a configuration asks for; not started yet. */
export function openBroker(deps: BrokerDeps, config: MqttConfig): SeatBroker {
  if (config.url !== undefined) return new ExternalBroker(deps, config.url, config);
  return new EmbeddedBroker(deps, config.embedded ?? { host: '127.0.0.1', port: 1883 });
}
