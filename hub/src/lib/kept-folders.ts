import type { HubConfig } from './hub-config.js';

/** Where a hub keeps pictures and tracks. */
export function foldersOf({ backup, dataDir }: HubConfig): string[] {
  return backup === undefined ? [dataDir] : [dataDir, backup.folder];
}
