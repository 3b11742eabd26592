import type { DeviceConfig } from '../config/device-config.js';

/**
 * What of the configuration may leave the house to find a fault. Named one by one, so that a new field is not told before somebody has
 * thought of it: no secret, no address, no folder, no session and nothing of a policy.
 */
export function toldConfig(config: DeviceConfig) {
  const { agent, audio, camera, hub, seat } = config;
  return {
    room: seat.room,
    seat: seat.seat,
    hub: {
      mqtt: hub.mqttUrl.split(':')[0],
      http: hub.httpUrl.split(':')[0],
      shows: hub.certificates === undefined ? 'token' : 'certificate',
    },
    camera: camera.type === 'camera' ? camera : { type: camera.type },
    inference: config.inference,
    rates: config.rates,
    floors: config.floors,
    budget: config.budget,
    rest: config.rest,
    agent: { enabled: agent.enabled, port: agent.port, machine: agent.machine },
    audio: { enabled: audio.enabled },
    evidenceMaxMb: config.evidenceMaxMb,
    trackMaxMb: config.trackMaxMb,
    diskMaxMb: config.diskMaxMb,
    diskLeastFreeMb: config.diskLeastFreeMb,
    log: config.log,
  };
}
