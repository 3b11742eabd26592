import { type SeatAddress, HubPresence, decode, hubStateTopic } from '@invigil/contract';
import { connectAsync } from 'mqtt';
import { type Hub, startHub } from './app.js';
import { Mosquitto } from './broker/mosquitto.js';
import type { HubConfig } from './lib/hub-config.js';
import { SILENT, TOKEN, freePort, tempFolder, until } from './lib/testing.js';

/** With which broker tests run whose subject is no broker: `mosquitto`; else with the hub's own. */
const BROKER = process.env['INVIGIL_TEST_BROKER'];
const ROOM = { centre: 'north', room: 'r2' };

/** For tests only: a broker at which seats find their hub. */
export type TestBroker = {
  /** What a hub's configuration says of it. */
  mqtt: HubConfig['mqtt'];
  url: string;
  end(): Promise<void>;
};

/** For tests only: a mosquitto with an account for the hub, and one for each seat with its password. */
export async function testMosquitto(
  seats: readonly (SeatAddress & { password: string })[],
): Promise<TestBroker> {
  const password = 'of the hub, for this test';
  const broker = new Mosquitto(tempFolder(), await freePort(), { hubPassword: password, seats });
  await broker.start();
  const { url } = broker;
  return { mqtt: { url, username: 'hub', password }, url, end: () => broker.kill() };
}

/** For tests only: the broker with which the tests run, for the seats of room `r2`. It is there when this resolves, or comes with its hub. */
export async function testBroker(): Promise<TestBroker> {
  if (BROKER === 'mosquitto')
    return testMosquitto([
      { ...ROOM, seat: 'a1', password: TOKEN },
      { ...ROOM, seat: 'a2', password: 'token-of-a2' },
    ]);
  const port = await freePort();
  return {
    mqtt: { embedded: { host: '127.0.0.1', port, tls: 'off' } },
    url: `mqtt://127.0.0.1:${port}`,
    end: () => Promise.resolve(),
  };
}

/** For tests only: starts a hub with the broker with which the tests run, where seats find and are heard by it. */
export async function startTestHub(config: HubConfig): Promise<Hub & { mqttUrl: string }> {
  if (BROKER !== 'mosquitto') {
    const hub = await startHub(config, { log: SILENT });
    return { ...hub, mqttUrl: hub.mqttUrl ?? '' };
  }
  const broker = await testBroker();
  try {
    const hub = await startHub({ ...config, mqtt: broker.mqtt }, { log: SILENT });
    await hubIsThere(broker);
    const stop = (): Promise<void> => hub.stop().then(() => broker.end());
    return { ...hub, mqttUrl: broker.url, stop };
  } catch (cause) {
    await broker.end();
    throw cause;
  }
}

/** Waits until it says so, as seats do before they tell anything. */
async function hubIsThere({ mqtt, url }: TestBroker): Promise<void> {
  const { password = '', username = '' } = mqtt;
  const client = await connectAsync(url, { clientId: 'looks-for-the-hub', password, username });
  let isThere = false;
  client.on('message', (_topic, payload) => {
    const said = decode(HubPresence, payload);
    isThere = said.ok && said.value.online;
  });
  await client.subscribeAsync(hubStateTopic(ROOM), { qos: 1 });
  await until('the hub says that it is there', () => isThere || undefined);
  await client.endAsync();
}
