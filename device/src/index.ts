export { DeviceConfig, loadDeviceConfig } from './config/device-config.js';
export { DeviceError, type DeviceErrorCode } from './lib/errors.js';
