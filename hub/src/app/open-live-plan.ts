import type { HubVoice } from '../broker/hub-voice.js';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { type RoomPlan, planRooms } from '../lib/room-plan.js';
import type { LiveFeed } from '../live/live-feed.js';
import { LivePlan } from '../plan/live-plan.js';
import type { Db } from '../store/schema.js';

/** The plan as it was set before, in force; each change is told to pages, and to the seats whose policy is another one. */
export async function openLivePlan(deps: {
  db: Db;
  plan: RoomPlan;
  config: HubConfig;
  clock: Clock;
  feed: LiveFeed;
  voice: HubVoice;
}): Promise<LivePlan> {
  const { clock, config, db, feed, plan, voice } = deps;
  const live = new LivePlan({
    db,
    plan,
    start: planRooms(config),
    clock,
    onChanged: ({ rooms, seats }) => {
      for (const room of rooms) feed.room(room);
      for (const { key } of seats) feed.seat(key);
      void voice.wants(seats);
    },
  });
  await live.restore();
  return live;
}
