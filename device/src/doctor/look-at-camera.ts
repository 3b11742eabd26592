import type { CameraConfig } from '../capture/camera-config.js';
import { sourceName } from '../capture/source-name.js';
import type { SeatState } from '../health/state-file.js';
import { isVirtualCamera } from '../lib/camera-device.js';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import { takeStill } from '../lib/still.js';
import { usbPortOf } from '../lib/usb-camera.js';
import type { CameraFacts } from './judge-camera.js';

/** How long pictures are counted, ms. The first ones come late, and are not counted. */
const COUNT_MS = 3000;
const WARM_UP_MS = 1000;
/** OpenCV itself gives a camera 10 s and a stream 5 s; beyond, not even that holds, ms. */
const PATIENCE_MS = 12_000;

type Deps = { state: SeatState | undefined; clock: Clock; log: Log };

/** Opens the camera for some seconds, or asks the daemon that holds it. */
export async function lookAtCamera(config: CameraConfig, deps: Deps): Promise<CameraFacts> {
  const { state } = deps;
  const device = config.type === 'camera' ? config.device : undefined;
  const about = {
    kind: config.type,
    name: sourceName(config),
    asked: config.type === 'camera' ? askedOf(config) : {},
    usb: device === undefined ? undefined : usbPortOf(device),
    virtual: device === undefined ? undefined : isVirtualCamera(device),
  };
  if (state !== undefined)
    return { ...about, seen: { type: 'held', camera: state.birth.camera, health: state.health } };
  try {
    return { ...about, seen: await count(config, deps) };
  } catch (error) {
    const still = device === undefined ? undefined : await takeStill(device);
    return { ...about, seen: { type: 'failed', why: messageOf(error), still } };
  }
}

async function count(config: CameraConfig, { clock, log }: Deps): Promise<CameraFacts['seen']> {
  // Here, not above: OpenCV may be what is broken.
  const [{ openSource }, { QualityMeter }] = await Promise.all([
    import('../capture/open-source.js'),
    import('../vision/picture/picture-quality.js'),
  ]);
  const source = await openSource(config, { clock, log });
  let silent = false;
  try {
    const meter = new QualityMeter({ isCamera: false });
    const begun = clock.monotonic();
    let from: number | undefined;
    let pictures = 0;
    let quality: ReturnType<QualityMeterOf['measure']> | undefined;
    for (let now = begun; now - (from ?? now) < COUNT_MS; now = clock.monotonic()) {
      const picture = await withinPatience(source.next(new AbortController().signal), clock);
      silent = picture === 'silent';
      if (picture === undefined || picture === 'silent') break;
      const at = clock.monotonic();
      if (from === undefined && at - begun >= WARM_UP_MS) from = at;
      else if (from !== undefined) pictures++;
      quality = meter.measure(picture, { capturedAt: clock.now(), faces: [] });
      picture.release();
    }
    if (quality === undefined) throw new Error('it opened, and gave no picture');
    const seconds = Math.max(0.001, (clock.monotonic() - (from ?? begun)) / 1000);
    return { type: 'opened', granted: source.granted, pictures, seconds, quality };
  } finally {
    // What still reads must not be closed under its reader.
    if (!silent) source.close();
  }
}

type QualityMeterOf = InstanceType<typeof import('../vision/picture/picture-quality.js').QualityMeter>;

async function withinPatience<T>(work: Promise<T>, clock: Clock): Promise<T | 'silent'> {
  const answered = new AbortController();
  const silence = clock.sleep(PATIENCE_MS, answered.signal).then(() => 'silent' as const);
  try {
    return await Promise.race([work, silence]);
  } finally {
    answered.abort();
  }
}

function askedOf({ fourcc, fps, height, width }: Extract<CameraConfig, { type: 'camera' }>) {
  return { fourcc, fps, height, width };
}
