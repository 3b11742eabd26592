import { createRequire } from 'node:module';

/** The OpenCV binding's own interface. */
export type OpenCv = typeof import('@u4/opencv4nodejs');

/**
 * Loads the OpenCV binding: as CommonJS, since its ES module does not load beside an older rimraf; quietly; on one
 * thread, since the other core has its own work.
 *
 * The binding would tell V8 of its memory from inside the collector's own callbacks, and Node 20 ends with
 * "Check failed: marking_done_". That is switched off here, so every Mat must be released by hand:
 * docs/adr/0002-pictures-are-released-by-hand.md.
 */
export function loadOpenCv(): OpenCv {
  process.env['OPENCV_LOG_LEVEL'] ??= 'SILENT';
  process.env['OPENCV4NODEJS_DISABLE_AUTOBUILD'] ??= '1';
  process.env['OPENCV4NODEJS_DISABLE_EXTERNAL_MEM_TRACKING'] = '1';
  // A stream that does not answer is given up after 5 s instead of 30.
  process.env['OPENCV_FFMPEG_CAPTURE_OPTIONS'] ??= 'rtsp_transport;tcp|stimeout;5000000';
  const require = createRequire(import.meta.url);
  const build: { Log: { silence: boolean } } = require('@u4/opencv-build');
  build.Log.silence = true;
  const binding: OpenCv = require('@u4/opencv4nodejs');
  binding.setNumThreads(1);
  return binding;
}
