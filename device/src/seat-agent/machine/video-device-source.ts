import { isVirtualCamera } from '../../lib/camera-device.js';
import type { VideoDevice } from './machine-state.js';
import { plainName } from './plain-name.js';
import type { SystemFiles } from './system-files.js';

const DEVICES = '/sys/class/video4linux';

/** Cameras and cards that give video. The further nodes of a device, such as that of its metadata, are passed over. */
export async function readVideoDevices(files: SystemFiles): Promise<VideoDevice[]> {
  const names = await files.namesOfClass(DEVICES);
  const devices = await Promise.all(
    names.filter((name) => /^video\d+$/.test(name)).map((node) => readNode(files, node)),
  );
  return devices.filter((device) => device !== undefined);
}

async function readNode(files: SystemFiles, node: string): Promise<VideoDevice | undefined> {
  const folder = `${DEVICES}/${node}`;
  const [told, index = '0', driver] = await Promise.all([
    files.attribute(`${folder}/name`),
    files.attribute(`${folder}/index`),
    files.targetName(`${folder}/device/driver`),
  ]);
  const virtual = isVirtualCamera(Number(node.slice('video'.length)), files.path(DEVICES)) === true;
  if (told === undefined || (index !== '0' && !virtual)) return undefined;
  const name = plainName(told, 'video device');
  return { id: `video ${node} ${name}`, name, ...(driver !== undefined && { driver }), virtual };
}
