import type { Birth } from '@invigil/contract';
import type { VideoFormat } from '../lib/opencv.js';
import { usbPortOf } from '../lib/usb-camera.js';
import type { CameraConfig } from './camera-config.js';
import { sourceName } from './source-name.js';

/** What a seat's birth says of its camera. `virtual` undefined: it can't be told. `shut`: the policy keeps it shut. */
export function cameraTold(
  config: CameraConfig,
  granted: VideoFormat | null,
  virtual: boolean | undefined,
  shut: boolean,
): Birth['camera'] {
  const usb = config.type === 'camera' ? usbPortOf(config.device) : undefined;
  return {
    type: config.type,
    name: sourceName(config),
    asked: asked(config),
    granted,
    ...(virtual !== undefined && { virtual }),
    ...(usb && { usb }),
    ...(shut && { shut }),
  };
}

export function sameFormat(a: VideoFormat | null, b: VideoFormat | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function asked(config: CameraConfig): Birth['camera']['asked'] {
  if (config.type !== 'camera') return {};
  const { fourcc, fps, height, width } = config;
  return { fourcc, fps, height, width };
}
