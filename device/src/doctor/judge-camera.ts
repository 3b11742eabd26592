import {
  type Birth,
  type DoctorLine,
  doctorLine as line,
  type Health,
  inThousandths as rounded,
  MACHINE_LIMITS,
  type UsbPort,
  verdictBy,
  worstVerdict,
} from '@invigil/contract';
import type { PictureQuality } from '@invigil/behaviour';
import type { VideoFormat } from '../lib/opencv.js';
import type { Still } from '../lib/still.js';
import { doctorWords as words, formatWords } from './doctor-words.js';

/** What was seen of the camera. */
export type CameraFacts = {
  kind: Birth['camera']['type'];
  name: string;
  asked: Birth['camera']['asked'];
  usb: UsbPort | undefined;
  virtual: boolean | undefined;
  seen:
    | { type: 'held'; camera: Birth['camera']; health: Health }
    | {
        type: 'opened';
        granted: VideoFormat;
        pictures: number;
        seconds: number;
        quality: PictureQuality | undefined;
      }
    | { type: 'failed'; why: string; still: Still | undefined };
};

/** What the camera is worth. */
export function judgeCamera(facts: CameraFacts): DoctorLine[] {
  const { name, seen } = facts;
  switch (seen.type) {
    case 'failed':
      return [failed(facts, seen), ...usbLines(facts, undefined)];
    case 'opened': {
      const { granted, pictures, quality, seconds } = seen;
      return [
        formatLine(facts, granted, words.camera.opens(name, formatWords(granted), pictures)),
        rateLine(facts, pictures / seconds, seconds),
        ...(quality === undefined ? [] : [lightLine(quality), focusLine(quality)]),
        ...usbLines(facts, granted),
        ...softwareLine(facts),
      ];
    }
    case 'held': {
      const { camera, health } = seen;
      if (camera.shut === true) return [line('camera', 'ok', words.camera.shut(name))];
      if (camera.granted === null)
        return [
          line('camera', 'fail', words.camera.lost(name), { todo: words.camera.brokenTodo }),
          ...usbLines(facts, undefined),
        ];
      return [
        formatLine(facts, camera.granted, words.camera.held(name, formatWords(camera.granted))),
        rateLine(facts, health.rates.captured, undefined),
        ...(health.pictures === undefined ? [] : [lightLine(health.pictures)]),
        ...usbLines(facts, camera.granted),
        ...softwareLine(facts),
      ];
    }
  }
}

function failed({ kind, name }: CameraFacts, seen: { why: string; still: Still | undefined }): DoctorLine {
  const { still, why } = seen;
  const { camera } = words;
  const found = camera.fails(name, why);
  if (kind !== 'camera') return line('camera', 'fail', found, { todo: camera.sourceTodo });
  switch (still?.type) {
    case 'picture':
      return line('camera', 'fail', found + camera.stillWorks(still.bytes), {
        todo: camera.installTodo,
        values: { still: true },
      });
    case 'none':
      return line('camera', 'fail', found + camera.stillFails(still.why), {
        todo: camera.brokenTodo,
        values: { still: false },
      });
    case 'no-program':
    case undefined:
      return line('camera', 'fail', found + camera.stillMissing, { todo: camera.unknownTodo });
  }
}

function formatLine({ asked }: CameraFacts, granted: VideoFormat, found: string): DoctorLine {
  const { height, width } = asked;
  const share =
    width === undefined || height === undefined ? 1 : (granted.width * granted.height) / (width * height);
  const verdict = worstVerdict([
    verdictBy(granted.height, MACHINE_LIMITS.height),
    verdictBy(share, MACHINE_LIMITS.asked),
  ]);
  const { fourcc = '', fps = 0 } = asked;
  const other =
    width === undefined ||
    height === undefined ||
    (share === 1 && (fourcc === granted.fourcc || granted.fourcc === ''))
      ? ''
      : words.camera.asked(formatWords({ width, height, fps, fourcc }));
  return line('camera', verdict, found + other, {
    todo: words.camera.formatTodo,
    values: { width: granted.width, height: granted.height, fps: granted.fps, fourcc: granted.fourcc },
  });
}

/** Measured over some seconds, or as the daemon counts. */
function rateLine({ asked }: CameraFacts, rate: number, seconds: number | undefined): DoctorLine {
  const { warn } = MACHINE_LIMITS.rate;
  const found =
    seconds === undefined ? words.rate.told(rate, warn) : words.rate.measured(rate, seconds, warn);
  const belowAsked = asked.fps !== undefined && rate < asked.fps / 2;
  return line(
    'camera-rate',
    verdictBy(rate, MACHINE_LIMITS.rate),
    found + (belowAsked ? words.rate.belowAsked(asked.fps ?? 0) : ''),
    { todo: words.rate.todo, values: rounded({ perSecond: rate }) },
  );
}

function lightLine({
  brightness,
  burntOut,
}: {
  brightness: number;
  burntOut?: number | undefined;
}): DoctorLine {
  const dark = verdictBy(brightness, MACHINE_LIMITS.dark);
  const verdict = worstVerdict([
    dark,
    verdictBy(brightness, MACHINE_LIMITS.bright),
    verdictBy(burntOut ?? 0, MACHINE_LIMITS.burntOut),
  ]);
  return line('camera-light', verdict, words.light.found(brightness, burntOut), {
    todo: dark === 'ok' ? words.light.brightTodo : words.light.darkTodo,
    values: rounded({ brightness, ...(burntOut !== undefined && { burntOut }) }),
  });
}

function focusLine({ contrast, edgeSteepness }: PictureQuality): DoctorLine {
  if (contrast === 0) return line('camera-focus', 'warning', words.focus.plain, { todo: words.focus.todo });
  const focus = edgeSteepness / contrast;
  return line(
    'camera-focus',
    verdictBy(focus, MACHINE_LIMITS.focus),
    words.focus.found(focus, MACHINE_LIMITS.focus.warn),
    { todo: words.focus.todo, values: rounded({ focus }) },
  );
}

/** Bits a pixel of a USB camera: YUYV has two bytes, and a sharp MJPG picture about a seventh of them. */
const BITS_PER_PIXEL: Readonly<Record<string, number>> = {
  YUYV: 16,
  YUY2: 16,
  UYVY: 16,
  NV12: 12,
  MJPG: 2.4,
};
/** Most that USB 2 gives to one camera: 24.6 MB/s (3 × 1024 bytes in each of 8000 microframes a second). */
const USB_2_MBPS = 480;
const USB_2_CAMERA_MBPS = 196;
/** Share of a faster or slower port that pictures get. */
const USABLE = 0.4;

function usbLines({ asked, kind, usb }: CameraFacts, granted: VideoFormat | undefined): DoctorLine[] {
  if (kind !== 'camera') return [];
  if (usb === undefined) return [line('camera-usb', 'not-tried', words.usb.none)];
  const { fourcc = 'MJPG', fps = 30, height = 480, width = 848 } = granted ?? asked;
  const needs = (width * height * fps * (BITS_PER_PIXEL[fourcc] ?? 16)) / 1e6;
  const gives = usb.speedMbps === USB_2_MBPS ? USB_2_CAMERA_MBPS : usb.speedMbps * USABLE;
  const slow = verdictBy(usb.speedMbps, MACHINE_LIMITS.usb);
  // Whoever shares a controller is taken to need as much.
  const crowded = needs * (usb.sharedWith + 1) > gives;
  return [
    line(
      'camera-usb',
      worstVerdict([slow, crowded ? 'warning' : 'ok']),
      words.usb.found(usb, words.usb.needs(formatWords({ width, height, fps, fourcc }), needs)),
      {
        todo: slow === 'ok' ? words.usb.crowdedTodo : words.usb.slowTodo,
        values: rounded({ speedMbps: usb.speedMbps, sharedWith: usb.sharedWith, needsMbps: needs }),
      },
    ),
  ];
}

function softwareLine({ kind, virtual }: CameraFacts): DoctorLine[] {
  if (kind !== 'camera') return [];
  if (virtual === undefined) return [line('camera-software', 'not-tried', words.software.unknown)];
  return [
    line(
      'camera-software',
      virtual ? 'warning' : 'ok',
      virtual ? words.software.found : words.software.hardware,
      { todo: words.software.todo },
    ),
  ];
}
