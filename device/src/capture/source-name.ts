import { basename } from 'node:path';
import type { CameraConfig } from './camera-config.js';

/** The source's name for people. Never an address with a password in it. */
export function sourceName(config: CameraConfig): string {
  switch (config.type) {
    case 'camera':
      return typeof config.device === 'number' ? `/dev/video${config.device}` : config.device;
    case 'film':
      return basename(config.file);
    case 'rtsp':
      return new URL(config.url).host;
    case 'folder':
      return basename(config.folder);
  }
}
