import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';

const STORM = { twice: 0.3, swapped: 0.3, swallowed: 0.1, deaf: 0.1 };

/** The network between seats and hub. */
export const LINK_FAULTS = {
  'link-cut': {
    what: 'every connection cut, none let through for 2 to 8 s',
    async run(stage) {
      stage.proxy.set('cut');
      await sleep(stage.between(2000, 8000));
      stage.proxy.set('open');
    },
  },

  'link-flap': {
    what: 'every connection cut ten times, 0.1 to 1 s apart',
    async run(stage) {
      for (let i = 0; i < 10; i++) {
        stage.proxy.cutAll();
        await sleep(stage.between(100, 1000));
      }
    },
  },

  'link-silent': {
    what: 'nothing passes for 3 to 18 s, and neither end is told',
    async run(stage) {
      stage.proxy.set('silent');
      await sleep(stage.between(3000, 18_000));
      stage.proxy.set('open');
    },
  },

  'link-half-cut': {
    what: 'every connection cut at the seat alone: the hub believes the old one to be there',
    async run(stage) {
      stage.proxy.cutAtSeats();
    },
  },

  'link-slow': {
    what: '0.3 s more each way for 5 s',
    async run(stage) {
      stage.proxy.set('slow');
      await sleep(5000);
      stage.proxy.set('open');
    },
  },

  storm: {
    what: 'for 8 s, 30 % of the messages twice, 30 % out of order, 10 % lost though taken, 10 % of the acknowledgements lost',
    async run(stage) {
      stage.unruly(STORM);
      await sleep(8000);
      stage.unruly();
    },
  },
} satisfies Record<string, Fault>;
