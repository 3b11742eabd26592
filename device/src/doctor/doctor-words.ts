import type { Limit, UsbPort } from '@invigil/contract';
import type { VideoFormat } from '../lib/opencv.js';

/** A format for people, such as `848×480 MJPG, 30 /s`. */
export function formatWords({ fourcc, fps, height, width }: VideoFormat): string {
  return `${width}×${height}${fourcc === '' ? '' : ` ${fourcc}`}, ${tenths(fps)} /s`;
}

function limits(warn: Limit | undefined, unit: string): string {
  if (warn === undefined) return '';
  return 'above' in warn ? ` (at most ${warn.above}${unit})` : ` (at least ${warn.below}${unit})`;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function hundredths(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** All that `invigil-seat doctor` says. `found` tells what was seen with its numbers, `todo` what to do about it. */
export const doctorWords = {
  config: {
    found: (seat: string) => `the configuration can be read; this is ${seat}`,
  },
  daemon: {
    runs: (pid: number) => `it runs (process ${pid}); what it holds is asked of it`,
    rests: 'it does not run; camera, nets and broker are tried by doctor itself',
    locked: 'it runs, and says nothing: the outbox is in use and state.json is older than 20 s',
    lockedTodo:
      'If it was just started, wait 10 s. Else look at its log (journalctl -u invigil-seat) and restart it.',
  },
  opencv: {
    ok: (version: string) => `OpenCV ${version} and its binding can be loaded`,
    fails: (why: string) => `the OpenCV binding can’t be loaded: ${why}`,
    failsTodo: 'The installation is broken: install this version’s bundle again.',
  },
  camera: {
    held: (name: string, format: string) => `${name} is held by the daemon, which was granted ${format}`,
    opens: (name: string, format: string, pictures: number) =>
      `${name} opens, was granted ${format} and gave ${pictures} pictures`,
    asked: (asked: string) => `; asked for was ${asked}`,
    shut: (name: string) => `${name} is kept shut, as the policy says`,
    lost: (name: string) => `the daemon can’t open ${name}, and tries again and again`,
    fails: (name: string, why: string) => `${name} gives no picture: ${why}`,
    stillWorks: (bytes: number) =>
      `; fswebcam took a still (${Math.ceil(bytes / 1000)} kB): the camera works, the installation is broken`,
    stillFails: (why: string) => `; fswebcam got none either (${why}): the camera is broken or held`,
    stillMissing: '; fswebcam, which would tell a broken camera from a broken installation, is not installed',
    formatTodo:
      'The camera can’t give what is asked: change `camera` in the seat’s configuration, or the camera.',
    installTodo: 'Install this version’s bundle again; the camera needs nothing.',
    brokenTodo:
      'Look whether it is plugged in and whether another program uses it (fuser -v /dev/video0); try another port, then another camera.',
    unknownTodo:
      'Look whether it is plugged in, whether this user may read /dev/video* (group video) and whether another program uses it; install fswebcam and run doctor again.',
    sourceTodo: 'Look at `camera` in the seat’s configuration: the file, folder or address can’t be read.',
  },
  rate: {
    measured: (rate: number, seconds: number, warn: Limit) =>
      `${tenths(rate)} pictures a second over ${tenths(seconds)} s${limits(warn, ' /s')}`,
    told: (rate: number, warn: Limit) =>
      `${tenths(rate)} pictures a second, as the daemon counts them${limits(warn, ' /s')}`,
    belowAsked: (asked: number) => `; asked for were ${tenths(asked)} /s`,
    todo: 'Use a port of its own and MJPG; more light lets a camera give more pictures.',
  },
  light: {
    found: (brightness: number, burntOut: number | undefined) =>
      `mean light ${hundredths(brightness)} (0.15 to 0.85 is well)${
        burntOut === undefined
          ? ''
          : `, ${Math.round(burntOut * 100)} % of the picture overexposed (at most 30 %)`
      }`,
    darkTodo: 'Turn on a light in front of the seat; open what shades the camera.',
    brightTodo: 'Shade the window or lamp that the camera looks into.',
  },
  focus: {
    found: (focus: number, warn: Limit) =>
      `sharpness of edges ${hundredths(focus)} of the contrast${limits(warn, '')}`,
    plain: 'the picture is of one tone: nothing in it can be in focus',
    todo: 'Clean the lens and set its focus; look whether something is before it.',
  },
  usb: {
    found: ({ sharedWith, speedMbps }: UsbPort, needs: string) =>
      `${speedMbps} Mbit/s${sharedWith === 0 ? ', no other camera on the controller' : `, ${sharedWith} other camera(s) on the same controller`}; ${needs}`,
    needs: (format: string, mbps: number) => `${format} needs about ${Math.round(mbps)} Mbit/s`,
    none: 'the camera is on no USB, or the system does not tell',
    slowTodo: 'Use a USB 2 or USB 3 port, without an old hub between.',
    crowdedTodo: 'Use MJPG in place of an uncompressed format, or a port of another controller.',
  },
  software: {
    found: 'the camera is a piece of software',
    hardware: 'the camera is hardware',
    unknown: 'whether the camera is software can’t be told',
    todo: 'Choose the real camera in the seat’s configuration.',
  },
  nets: {
    whole: (count: number) => `${count} nets, each with the hash of the manifest`,
    fails: (why: string) => why,
    todo: 'Install this version’s bundle again.',
  },
  inference: {
    found: (runtime: string, provider: string) => `${runtime} on ${provider}`,
    couldBe: (provider: string, ms: number, now: number) =>
      `; ${provider} works here too: ${tenths(ms)} ms for the object net in place of ${tenths(now)}`,
    isThere: (provider: string) =>
      `; the hardware for ${provider} is there, and this installation can’t use it yet`,
    noOther: '; no other provider has its hardware here',
    couldBeTodo: (provider: string) => `To use it: docs/gpu.md, ${provider}.`,
    fails: (why: string) => why,
    failsTodo:
      'Set inference.runtime to onnxruntime and inference.provider to auto; else install this version’s bundle again.',
    nothing: 'the nets were not loaded',
  },
  speed: {
    found: (nets: readonly (readonly [string, number])[], told: boolean) =>
      `${nets.map(([name, ms]) => `${name} ${tenths(ms)} ms`).join(', ')} (${told ? 'median of the daemon’s last 5 s' : 'median of runs'})`,
  },
  looks: {
    found: (kind: string, rate: number, floor: number, wanted: number) =>
      `${kind}: up to ${tenths(rate)} /s (floor ${tenths(floor)}, wanted ${tenths(wanted)})`,
    told: (kind: string, rate: number, floor: number, wanted: number) =>
      `${kind}: ${tenths(rate)} /s allowed now (floor ${tenths(floor)}, wanted ${tenths(wanted)})`,
    load: (share: number, most: number) =>
      `; the wanted rates take ${Math.round(share * 100)} % of the processor (budget ${Math.round(most * 100)} %)`,
    belowFloorTodo:
      'The machine is too slow: close other programs, or see docs/gpu.md. What happens may go unseen.',
    overBudgetTodo:
      'The seat will look less often than wanted, down to its floors. See docs/gpu.md, or ask for less.',
  },
} as const;
