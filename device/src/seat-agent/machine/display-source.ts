import { readEdid } from './edid.js';
import type { Display } from './machine-state.js';
import { makerAndProduct, plainName } from './plain-name.js';
import type { SystemFiles } from './system-files.js';

const CONNECTORS = '/sys/class/drm';
const CONNECTOR = /^card\d+-(.+)-\d+$/;
const BUILT_IN = /^(?:eDP|LVDS|DSI|DPI)$/;

/** Displays that are connected, used or not. Reading asks the kernel for what it knows, and no display for an answer. */
export async function readDisplays(files: SystemFiles): Promise<Display[]> {
  const names = await files.namesOfClass(CONNECTORS);
  const displays = await Promise.all(
    names.filter((name) => CONNECTOR.test(name)).map((connector) => readConnector(files, connector)),
  );
  return displays.filter((display) => display !== undefined);
}

async function readConnector(files: SystemFiles, connector: string): Promise<Display | undefined> {
  const folder = `${CONNECTORS}/${connector}`;
  if ((await files.attribute(`${folder}/status`)) !== 'connected') return undefined;
  const type = CONNECTOR.exec(connector)?.[1] ?? '';
  const edid = readEdid(await files.bytes(`${folder}/edid`));
  const called = edid === undefined ? '' : makerAndProduct(edid.maker, edid.model);
  const name = plainName(called, `display at ${plainName(type, 'a connector')}`);
  // With its name, so that another display at the same connector is another one.
  return { id: `display ${connector} ${name}`, name, builtIn: BUILT_IN.test(type) };
}
