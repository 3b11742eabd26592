import { join } from 'node:path';
import type { HubConfig } from '../../lib/hub-config.js';
import { readAuthority } from '../../lib/read-authority.js';
import { STAGING } from '../kept-files.js';
import type { FileRemover, FileStore } from './file-store.js';
import { FolderFiles } from './folder-files.js';
import { S3Client } from './s3-client.js';
import { s3Credentials } from './s3-credentials.js';
import { S3Files } from './s3-files.js';

type FilesConfig = Pick<HubConfig, 'backup' | 'dataDir' | 'evidence'>;

/** Where a configuration has pictures and tracks kept. Reaches for nothing yet. Throws a {@link HubError} `config-invalid`. */
export function openFiles({
  dataDir,
  evidence,
}: Pick<FilesConfig, 'dataDir' | 'evidence'>): FileStore | S3Files {
  const before = new FolderFiles(dataDir);
  if (evidence === undefined) return before;
  const { s3 } = evidence;
  const ca = s3.caFile === undefined ? undefined : readAuthority('evidence.s3.caFile', s3.caFile);
  const client = new S3Client(s3, s3Credentials(s3), ca);
  return new S3Files(client, { staging: join(dataDir, STAGING), before });
}

/** Everywhere that files lie which an erasure must remove: where they are kept, and in the folder of the backups. */
export function filesToErase(files: FileRemover, { backup }: Pick<FilesConfig, 'backup'>): FileRemover[] {
  return backup === undefined ? [files] : [files, new FolderFiles(backup.folder)];
}
