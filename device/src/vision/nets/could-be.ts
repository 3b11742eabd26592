import { existsSync } from 'node:fs';

/** Where Linux shows a graphics processor, and which provider computes on it. */
const HARDWARE = [
  { provider: 'cuda', signs: ['/dev/nvidia0', '/dev/nvhost-gpu', '/dev/nvgpu/igpu0'] },
  { provider: 'webgpu', signs: ['/dev/dri/renderD128'] },
] as const;

/**
 * Providers that the hardware of this machine asks for and that are not in use, fastest first.
 * @param inUse as the birth has it, such as `cpu+webgpu`
 */
export function couldBe(inUse: string, exists: (path: string) => boolean = existsSync): string[] {
  const used = new Set(inUse.split('+'));
  return HARDWARE.filter(({ provider, signs }) => !used.has(provider) && signs.some(exists)).map(
    ({ provider }) => provider,
  );
}
