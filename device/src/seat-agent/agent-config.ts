import * as z from 'zod';

/** What the programs that a candidate uses connect to. */
export const AgentConfig = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'whether the candidate’s page, the browser’s extension and the editor can connect to this seat',
    ),
  port: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(47_615)
    .describe('port on 127.0.0.1; 0 takes any that is free'),
  machine: z
    .boolean()
    .default(true)
    .describe('whether the seat’s own devices and sessions are read, where the policy asks for it'),
  runDir: z
    .string()
    .min(1)
    .optional()
    .describe(
      'folder in which the keys of a boot are handed over; `run` in `dataDir` if left out. The candidate’s user must be able to read it: give it their group, with the setgid bit',
    ),
  pageDir: z
    .string()
    .min(1)
    .optional()
    .describe('folder of the built page of the candidate; that of this package if left out'),
  extensionIds: z
    .array(z.string().regex(/^[a-p]{32}$/, 'must be 32 letters a–p'))
    .max(8)
    // That of device/seat/extension: it comes of the public key in its manifest.
    .default(['offagibjomaodapgplcnbkgpaaffhcnd'])
    .describe('ids of the browser’s extension, as the browser shows them'),
});
export type AgentConfig = z.infer<typeof AgentConfig>;
