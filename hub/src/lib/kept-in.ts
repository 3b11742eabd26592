import type { HubConfig } from './hub-config.js';

/** The folders in which a hub keeps pictures and tracks: its own, and that of its backups. */
export function keptIn({ backup, dataDir }: Pick<HubConfig, 'backup' | 'dataDir'>): string[] {
  return backup === undefined ? [dataDir] : [dataDir, backup.folder];
}
