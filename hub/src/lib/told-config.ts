import type { HubConfig } from './hub-config.js';

/**
 * What of the configuration may leave the house to find a fault. Named one by one, so that a new field is not told before somebody has
 * thought of it: no secret, no address, no name that people gave, no candidate and nothing that was arranged with one.
 */
export function toldConfig(config: HubConfig) {
  const { http, mqtt, pki, retention } = config;
  return {
    centre: config.centre,
    http: {
      port: http.port,
      tls: typeof http.tls === 'string' ? http.tls : 'own certificate',
      behindProxy: http.publicUrl !== undefined,
      loginsPerMinute: http.loginsPerMinute,
    },
    mqtt:
      mqtt.embedded === undefined ? { broker: 'another' } : { broker: 'embedded', tls: mqtt.embedded.tls },
    pki: { seatDays: pki.seatDays },
    store: config.database === undefined ? 'sqlite' : 'postgres',
    backup: config.backup && { everyHours: config.backup.everyHours, keep: config.backup.keep },
    filesAt: config.evidence === undefined ? 'data folder' : 's3',
    traces: config.traces !== undefined,
    metrics: config.metrics !== undefined,
    retention,
    sessionHours: config.sessionHours,
    previewMs: config.previewMs,
    lostAfterMs: config.lostAfterMs,
    maxDeadLetters: config.maxDeadLetters,
    rooms: config.rooms.map(({ columns, room, rows, seats }) => ({
      room,
      rows,
      columns,
      seats: seats.length,
    })),
  };
}
