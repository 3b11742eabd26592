import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Config } from '../../lib/evidence-config.js';
import { HubError } from '../../lib/hub-error.js';
import { readSecret } from '../../lib/read-secret.js';

export type S3Credentials = { accessKeyId: string; secretAccessKey: string };

/** Names of both among the credentials that systemd hands to a service. */
const HANDED = { accessKeyId: 'invigil-s3-access-key', secretAccessKey: 'invigil-s3-secret-key' } as const;

/**
 * The key of a store: from the files that the configuration names, else systemd's credentials, else the environment
 * (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`). Throws a {@link HubError} `config-invalid`.
 */
export function s3Credentials(config: S3Config, env: NodeJS.ProcessEnv = process.env): S3Credentials {
  const { accessKeyFile, secretKeyFile } = config;
  if (accessKeyFile !== undefined && secretKeyFile !== undefined)
    return {
      accessKeyId: readSecret('evidence.s3.accessKeyFile', accessKeyFile),
      secretAccessKey: readSecret('evidence.s3.secretKeyFile', secretKeyFile),
    };
  const folder = env['CREDENTIALS_DIRECTORY'];
  if (folder !== undefined && existsSync(join(folder, HANDED.accessKeyId)))
    return {
      accessKeyId: readSecret('credential', join(folder, HANDED.accessKeyId)),
      secretAccessKey: readSecret('credential', join(folder, HANDED.secretAccessKey)),
    };
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new HubError(
      'config-invalid',
      'evidence.s3: no key: give accessKeyFile and secretKeyFile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  return { accessKeyId, secretAccessKey };
}
