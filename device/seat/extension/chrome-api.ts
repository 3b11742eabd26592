/** What is used of Chromium's interface for extensions. */
export type Port = {
  name: string;
  sender?: { origin?: string; tab?: { id?: number }; frameId?: number };
  postMessage: (message: unknown) => void;
  disconnect: () => void;
  onMessage: { addListener: (listener: (message: unknown) => void) => void };
  onDisconnect: { addListener: (listener: () => void) => void };
};

type Runtime = {
  /** Throws where the extension was replaced meanwhile. */
  connect: (how: { name: string }) => Port;
  getManifest: () => { version: string };
  onConnect: { addListener: (listener: (port: Port) => void) => void };
  onConnectExternal: { addListener: (listener: (port: Port) => void) => void };
};

declare global {
  const chrome: { runtime: Runtime };
}
