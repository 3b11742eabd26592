import { openVideo } from '@invigil/device';
import { openEye } from './eye.js';

// A process of its own, so that `speed` can time a cold start: it opens everything, looks once, says so and ends.
const [file = ''] = process.argv.slice(2);
const eye = await openEye();
const video = openVideo(file, { live: false });
const picture = await video.read();
if (!picture) throw new Error(`${file} gives no frame`);
const { faces } = await eye.look(picture, 0, { objects: true });
video.release();
console.log(`first look: ${faces.length} faces`);
