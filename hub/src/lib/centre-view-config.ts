import * as z from 'zod';
import { isLoopback } from './loopback.js';

const ViewName = z.string().min(1).max(80);

const OtherHub = z
  .strictObject({
    name: ViewName.describe('name of that hub as people read it'),
    url: z
      .url({ protocol: /^https?$/ })
      .describe('address of its figures (its `metrics:`), such as https://hub-2.north.example:9464'),
    tokenFile: z
      .string()
      .min(1)
      .optional()
      .describe('file whose first line is the token of its figures; none: it asks for none'),
    ca: z
      .string()
      .min(1)
      .optional()
      .describe('PEM file of the authority of its certificate: its pki/ca.crt; none: those the system knows'),
  })
  .refine(({ url }) => url.startsWith('https:') || isLoopback(new URL(url).hostname), {
    message: 'must begin with https:// unless it is the loopback: nothing crosses a network in the clear',
    path: ['url'],
  });

/** Which other hubs this one asks how their rooms are. */
export const CentreViewConfig = z
  .strictObject({
    name: ViewName.optional().describe('name of this hub in the view; none: the name of its centre'),
    everyMs: z
      .number()
      .int()
      .min(1000)
      .max(60_000)
      .default(5000)
      .describe('time from one question to the next, ms'),
    hubs: z.array(OtherHub).min(1).max(100).describe('the other hubs'),
  })
  .refine(({ hubs, name }) => new Set([name, ...hubs.map((hub) => hub.name)]).size === hubs.length + 1, {
    message: 'two hubs have the same name',
    path: ['hubs'],
  });
export type CentreViewConfig = z.output<typeof CentreViewConfig>;
