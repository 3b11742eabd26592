import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readWritten } from '@invigil/contract';
import { parse } from 'yaml';
import { HubConfig } from './hub-config.js';
import { HubError, messageOf } from './hub-error.js';

/**
 * A hub's configuration from a YAML file. Relative paths in it are taken from the file's folder.
 * Throws a {@link HubError} with one line: `config-unreadable` or `config-invalid`.
 */
export function loadHubConfig(file: string): HubConfig {
  const read = readWritten(HubConfig, parseYaml(file));
  if (!read.ok) throw new HubError('config-invalid', `${file}: ${read.error.message}`);
  return withPathsFrom(dirname(resolve(file)), read.value);
}

function parseYaml(file: string): unknown {
  try {
    const value: unknown = parse(readFileSync(file, 'utf8'));
    return value;
  } catch (cause) {
    const line = messageOf(cause).split('\n')[0] ?? '';
    throw new HubError('config-unreadable', `${file}: can't be read: ${line}`, { cause });
  }
}

function withPathsFrom(folder: string, config: HubConfig): HubConfig {
  const {
    backup,
    centreView,
    dataDir,
    dashboardDir,
    database,
    evidence,
    http,
    keyFile,
    metrics,
    mqtt,
    traces,
  } = config;
  const { tls } = http;
  return {
    ...config,
    dataDir: resolve(folder, dataDir),
    ...(database === undefined ? {} : { database: withFiles(database, folder, ['passwordFile', 'ca']) }),
    ...(keyFile === undefined ? {} : { keyFile: resolve(folder, keyFile) }),
    ...(backup === undefined ? {} : { backup: { ...backup, folder: resolve(folder, backup.folder) } }),
    ...(dashboardDir === undefined ? {} : { dashboardDir: resolve(folder, dashboardDir) }),
    ...(evidence === undefined
      ? {}
      : { evidence: { s3: withFiles(evidence.s3, folder, ['accessKeyFile', 'secretKeyFile', 'caFile']) } }),
    ...(centreView === undefined
      ? {}
      : {
          centreView: {
            ...centreView,
            hubs: centreView.hubs.map((hub) => withFiles(hub, folder, ['tokenFile', 'ca'])),
          },
        }),
    ...(traces === undefined ? {} : { traces: withFiles(traces, folder, ['tokenFile']) }),
    ...(metrics?.tokenFile === undefined
      ? {}
      : { metrics: { ...metrics, tokenFile: resolve(folder, metrics.tokenFile) } }),
    http:
      typeof tls === 'string'
        ? http
        : { ...http, tls: { cert: resolve(folder, tls.cert), key: resolve(folder, tls.key) } },
    mqtt:
      mqtt.passwordFile === undefined ? mqtt : { ...mqtt, passwordFile: resolve(folder, mqtt.passwordFile) },
  };
}

/** The same with these paths, where they are given, taken from a folder. */
function withFiles<K extends string, T extends { [key in K]?: string | undefined }>(
  given: T,
  folder: string,
  keys: readonly K[],
): T {
  const found = { ...given };
  for (const key of keys) {
    const path = given[key];
    if (path !== undefined) Object.assign(found, { [key]: resolve(folder, path) });
  }
  return found;
}
