import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Where things lie in this checkout. This file is found at deploy/src/room and at deploy/dist/room alike. */
export const PLACES = {
  films: at('deploy/films'),
  hub: at('hub/dist/main.js'),
  seat: at('device/dist/main.js'),
  dashboard: at('dashboard/dist/app'),
  demoData: at('.demo'),
  photos: at('node_modules/@vladmandic/face-api/demo'),
} as const;
