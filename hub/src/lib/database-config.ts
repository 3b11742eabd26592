import * as z from 'zod';
import type { DatabaseAddress } from './store-place.js';

const DatabaseUrl = z
  .string()
  .refine(
    isDatabaseUrl,
    'must be postgres://user@host/name, or postgres:///name?host=/folder/of/the/socket&user=name',
  );

const WrittenOut = z.strictObject({
  url: DatabaseUrl.describe('postgres://user@host:port/name'),
  passwordFile: z
    .string()
    .min(1)
    .optional()
    .describe('file whose first line is the password; none: as in the URL'),
  ca: z
    .string()
    .min(1)
    .optional()
    .describe('PEM file of the authority that signed the server’s certificate; none: those that Node knows'),
});

/** How the hub reaches a PostgreSQL database. */
export type DatabaseConfig = z.output<typeof DatabaseConfig>;
export const DatabaseConfig = z.union([
  DatabaseUrl.transform((url): DatabaseAddress => ({ url })),
  WrittenOut,
]);

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hash, hostname, pathname, protocol, searchParams } = new URL(text);
  const known = [...searchParams.keys()].every((name) => name === 'host' || name === 'user');
  const hasHost = hostname !== '' || searchParams.get('host')?.startsWith('/') === true;
  return /^postgres(ql)?:$/.test(protocol) && pathname.length > 1 && hash === '' && known && hasHost;
}
