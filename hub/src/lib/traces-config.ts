import * as z from 'zod';
import { isLoopback } from './loopback.js';

/** Where traces of the hub's work go. */
export const TracesConfig = z
  .strictObject({
    otlpUrl: z
      .url({ protocol: /^https?$/ })
      .describe('address that takes OTLP over HTTP as JSON, such as http://127.0.0.1:4318/v1/traces'),
    tokenFile: z.string().min(1).optional().describe('file whose first line is a bearer token for it'),
  })
  .refine(({ otlpUrl }) => otlpUrl.startsWith('https:') || isLoopback(new URL(otlpUrl).hostname), {
    message: 'must begin with https:// unless it is the loopback: nothing crosses a network in the clear',
    path: ['otlpUrl'],
  });
export type TracesConfig = z.output<typeof TracesConfig>;
