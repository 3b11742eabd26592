import type { SoundCard } from './machine-state.js';
import { plainName } from './plain-name.js';
import type { SystemFiles } from './system-files.js';

/** ` 1 [Headset        ]: USB-Audio - Logitech USB Headset`; the line below it names addresses of buses. */
const CARD = /^\s*(\d{1,2}) \[(\S+)\s*\]: \S+ - (.*)$/gm;

/** Sound cards, and whether they take sound in and give it out. */
export async function readSound(files: SystemFiles): Promise<SoundCard[]> {
  // Without a sound card the kernel needs no ALSA.
  if (!(await files.exists('/proc/asound'))) {
    await files.names('/proc');
    return [];
  }
  const [cards, pcm = ''] = await Promise.all([
    files.text('/proc/asound/cards'),
    files.attribute('/proc/asound/pcm'),
  ]);
  return Promise.all(
    [...cards.matchAll(CARD)].map(async ([, number, id, told]) => {
      const target = await files.target(`/sys/class/sound/card${number}`);
      const [, usbPort] = /\/(\d+-[\d.]+)\/\d+-[\d.]+:[\d.]+\/sound\//.exec(target ?? '') ?? [];
      const name = plainName(told, plainName(id, 'sound card'));
      return {
        id: `sound ${number} ${name}`,
        name,
        ...directionsOf(Number(number), pcm),
        ...(usbPort !== undefined && { usbPort }),
      };
    }),
  );
}

/** Lines such as `01-00: USB Audio : USB Audio : playback 1 : capture 1`. */
function directionsOf(card: number, pcm: string): { input: boolean; output: boolean } {
  const own = pcm.split('\n').filter((line) => Number(/^(\d+)-/.exec(line)?.[1]) === card);
  return {
    input: own.some((line) => / : capture \d/.test(line)),
    output: own.some((line) => / : playback \d/.test(line)),
  };
}
