export { DeviceConfig } from './config/device-config.js';
export { loadOpenCv, type OpenCv } from './lib/load-opencv.js';
export { openVideo, readPicture, type Picture } from './lib/opencv.js';
export { openVision, type OpenedVision } from './vision/open-vision.js';
export type { Sight } from './vision/vision.js';
