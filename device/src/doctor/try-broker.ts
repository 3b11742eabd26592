import { seatPrincipal, seatTopic, timeSubscription } from '@invigil/contract';
import type { DeviceConfig } from '../config/device-config.js';
import { systemClock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import { createLog } from '../lib/log.js';
import type { SeatIdentity } from '../lib/seat-identity.js';
import { HubClock } from '../outbox/hub-clock.js';
import { readInbox } from '../outbox/link-inbox.js';
import { MqttConnection } from '../outbox/mqtt-connection.js';
import type { NetworkFacts } from './judge-network.js';

/** How long answers to the questions for the hub's time are waited for, ms. */
const ANSWER_WITHIN_MS = 3000;

type Tried = Omit<Extract<NetworkFacts['broker'], { type: 'tried' }>, 'type'> & {
  clock: { offsetMs: number; uncertaintyMs: number } | undefined;
};

/**
 * Connects as the seat, asks the hub for its time, and leaves again as MQTT wants it, so that nothing is told of the seat. Only where no
 * daemon runs: the broker would cut its connection for this one.
 */
export async function tryBroker(
  { hub, seat }: DeviceConfig,
  identity: SeatIdentity | undefined,
): Promise<Tried> {
  const stopping = new AbortController();
  const from = performance.now();
  let connection: MqttConnection | undefined;
  try {
    const asking = new HubClock({
      clock: systemClock,
      ask: (question) => {
        connection?.send(seatTopic(seat, 'clock'), JSON.stringify(question), { qos: 0 });
        return connection?.connected === true;
      },
      log: createLog({ level: 'silent' }),
    });
    connection = new MqttConnection(
      {
        url: hub.mqttUrl,
        principal: seatPrincipal(seat),
        token: hub.token,
        identity,
        onMessage(topic, payload) {
          const read = readInbox(topic, payload);
          if (read.ok && read.value.type === 'time') asking.heard(read.value.answer);
        },
      },
      stopping.signal,
    );
    if (!(await connection.open())) {
      const { cause, refused } = connection.fault;
      const why = cause === undefined ? 'no answer within 5 s' : messageOf(cause);
      return { connected: { ok: false, why, ...(refused && { refused }) }, clock: undefined };
    }
    const connected = { ok: true, ms: performance.now() - from } as const;
    await connection.subscribe([timeSubscription(seat)], 0);
    asking.setAnswers(true);
    const measuring = asking.run(stopping.signal);
    const clock = await measured(asking);
    stopping.abort();
    await measuring;
    await connection.leave();
    return {
      connected,
      clock,
      // Half of the best round trip, and what whole ms leave open.
      roundTripMs: clock && 2 * (clock.uncertaintyMs - 1),
    };
  } catch (error) {
    return { connected: { ok: false, why: messageOf(error) }, clock: undefined };
  } finally {
    stopping.abort();
    connection?.destroy();
  }
}

async function measured(clock: HubClock): Promise<{ offsetMs: number; uncertaintyMs: number } | undefined> {
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  while (clock.state() === undefined && performance.now() < deadline) await systemClock.sleep(50);
  return clock.state();
}
