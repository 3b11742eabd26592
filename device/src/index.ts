export { DeviceConfig } from './config/device-config.js';
export { loadOpenCv, type OpenCv } from './lib/load-opencv.js';
