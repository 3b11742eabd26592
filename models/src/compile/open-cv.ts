import { createRequire } from 'node:module';
import type openCv from '@u4/opencv4nodejs';

// CommonJS, because the ES module build names an export that the rimraf which npm hoists beside it lacks.
const load = createRequire(import.meta.url);
const build: { Log: { silence: boolean } } = load('@u4/opencv-build');
build.Log.silence = true;

// The binding tells V8 about its memory from inside garbage collection, and Node 20.20 dies of it ("Check failed:
// marking_done_", 8 of 8 runs; 0 of 8 with this). It reads the setting when it is loaded, on the main thread only.
// The price: V8 no longer knows how large a Mat is, so each must be released by hand.
process.env['OPENCV4NODEJS_DISABLE_EXTERNAL_MEM_TRACKING'] = '1';
// Else the loader looks for an OpenCV of its own making, which is there only where the binding was compiled.
process.env['OPENCV4NODEJS_DISABLE_AUTOBUILD'] = '1';

/** OpenCV. Release every Mat that you make. */
export const cv: typeof openCv = load('@u4/opencv4nodejs');
