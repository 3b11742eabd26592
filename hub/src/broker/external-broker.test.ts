import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hubStateTopic } from '@invigil/contract';
import { systemClock } from '../lib/clock.js';
import { planRooms } from '../lib/room-plan.js';
import { SILENT, testConfig, until } from '../lib/testing.js';
import { testMosquitto } from '../test-hub.js';
import { ExternalBroker } from './external-broker.js';
import { hasMosquitto } from './mosquitto.js';

const [ONE, TWO] = ['a'.repeat(16), 'b'.repeat(16)];
const ROOM = { centre: 'north', room: 'r2' };

test(
  'a hub that is started again reads its rooms anew only where another hub has served them since',
  { skip: hasMosquitto ? false : 'mosquitto is not installed' },
  async () => {
    const mosquitto = await testMosquitto([{ ...ROOM, seat: 'a1', password: 'x' }]);
    /** Serves the room once, as a hub does; gives how often it read the room anew. */
    const serve = async (hubId: string): Promise<number> => {
      let [read, said] = [0, 0];
      const deps = {
        plan: planRooms(testConfig()),
        log: SILENT,
        clock: systemClock,
        hubId,
        takeOver: false,
        refused: () => {},
      };
      const broker = new ExternalBroker(deps, mosquitto.url, mosquitto.mqtt);
      const announce = async (online: boolean): Promise<void> => {
        const presence = { online, at: 1, hub: broker.claimOf('r2') };
        await broker.publish(hubStateTopic(ROOM), JSON.stringify(presence), { retain: true });
      };
      await broker.start({
        onMessage: () => {},
        onReady: () => void announce(true).then(() => (said += 1)),
        onClaimed: async () => void (read += 1),
      });
      await until('it says that it serves the room', () => said > 0);
      await announce(false);
      await broker.close();
      return read;
    };
    try {
      assert.equal(await serve(ONE), 1, 'the broker knows of nobody');
      assert.equal(await serve(ONE), 0, 'it was the last');
      assert.equal(await serve(TWO), 1);
      assert.equal(await serve(ONE), 1, 'another was there since');
    } finally {
      await mosquitto.end();
    }
  },
);
