import * as z from 'zod';
import { isLoopback } from './loopback.js';

/** A place for files that speaks Amazon's S3 protocol. */
export const S3Config = z
  .strictObject({
    endpoint: z.url({ protocol: /^https?$/ }).describe('its address, without the bucket'),
    region: z.string().min(1).max(64).default('us-east-1').describe('region that requests are signed for'),
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .describe('bucket, which must be there'),
    prefix: z
      .string()
      .regex(/^([\w.-]+\/)*$/, 'must be empty, or names with a slash after each')
      .max(200)
      .default('')
      .describe('what each name begins with, such as north/'),
    pathStyle: z
      .boolean()
      .default(true)
      .describe('true: bucket in the path, as most servers take it; false: bucket in the host name'),
    accessKeyFile: z
      .string()
      .min(1)
      .optional()
      .describe('file whose first line is the name of the access key'),
    secretKeyFile: z.string().min(1).optional().describe('file whose first line is its secret'),
    caFile: z.string().min(1).optional().describe('PEM file of the authority that its certificate is of'),
  })
  .refine(({ endpoint }) => endpoint.startsWith('https:') || isLoopback(new URL(endpoint).hostname), {
    message: 'must begin with https:// unless it is the loopback: nothing crosses a network in the clear',
    path: ['endpoint'],
  })
  .refine((one) => (one.accessKeyFile === undefined) === (one.secretKeyFile === undefined), {
    message: 'goes with accessKeyFile: give both, or neither',
    path: ['secretKeyFile'],
  });
export type S3Config = z.output<typeof S3Config>;

/** Where pictures and tracks are kept, when not in the data folder. */
export const EvidenceConfig = z.strictObject({
  s3: S3Config.describe('an S3-compatible store'),
});
