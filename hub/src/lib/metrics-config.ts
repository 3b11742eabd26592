import * as z from 'zod';
import { isLoopback } from './loopback.js';

/** Where figures of the hub can be read by machine. */
export const MetricsConfig = z
  .strictObject({
    host: z.string().min(1).max(253).default('127.0.0.1').describe('address to listen on'),
    port: z.number().int().min(0).max(65_535).default(9464).describe('TCP port; 0 takes a free one'),
    tls: z
      .enum(['auto', 'off'])
      .default('off')
      .describe('auto: HTTPS with the hub’s certificate of this centre (`invigil-hub init`)'),
    tokenFile: z
      .string()
      .min(1)
      .optional()
      .describe('file whose first line is the bearer token that is asked for; none: no token'),
  })
  .refine((at) => at.tls !== 'off' || isLoopback(at.host), {
    message: 'must be auto unless host is the loopback: nothing crosses a network in the clear',
    path: ['tls'],
  })
  .refine((at) => at.tokenFile !== undefined || isLoopback(at.host), {
    message: 'must be there unless host is the loopback',
    path: ['tokenFile'],
  });
export type MetricsConfig = z.output<typeof MetricsConfig>;
