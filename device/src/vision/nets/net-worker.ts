import { parentPort, workerData } from 'node:worker_threads';
import { DeviceError, messageOf } from '../../lib/errors.js';
import type { LoadedNet, InferenceRuntime, RuntimeLog } from './inference.js';
import type { ThreadReply, ThreadRequest, ThreadStart } from './net-messages.js';

// The program of a net thread: it loads the nets that it is told to, and runs them one at a time, in the order of the requests.
const port = parentPort;
if (port === null) throw new Error('net-worker is a thread’s program: NetThread starts it');
// Only NetThread starts this program, and it sends nothing but these types.
const { config, role }: ThreadStart = workerData;
const log: RuntimeLog = { info: (values, message) => reply({ type: 'log', values, message }) };
const runtime = openRuntime();
const nets = new Map<number, LoadedNet>();
let last = Promise.resolve();

port.on('message', (request: ThreadRequest) => {
  last = last.then(() => answer(request));
});

async function answer(request: ThreadRequest): Promise<void> {
  const { id } = request;
  try {
    switch (request.type) {
      case 'load':
        return await load(request);
      case 'run':
        return await run(request);
      case 'end':
        // Not by closing the port: what a provider left open would keep the thread alive.
        process.exit(0);
    }
  } catch (error) {
    const unavailable = error instanceof DeviceError && error.code === 'runtime-unavailable';
    reply({ type: 'failed', id, message: messageOf(error), unavailable });
  }
}

async function load({ bytes, entry, id }: ThreadRequest & { type: 'load' }): Promise<void> {
  const opened = await runtime;
  nets.set(id, await opened.load(entry, bytes, role));
  reply({ type: 'loaded', id, runtime: opened.name, provider: opened.provider() });
}

async function run({ batch, id, net, pixels }: ThreadRequest & { type: 'run' }): Promise<void> {
  const loaded = nets.get(net);
  if (loaded === undefined) throw new Error(`this thread has no net ${net}`);
  const from = performance.now();
  const outputs = await loaded.run(pixels, batch);
  const ms = performance.now() - from;
  // Moved, not copied: an object net's outputs are a megabyte.
  const buffers = new Set(Object.values(outputs).map(({ buffer }) => buffer));
  reply({ type: 'ran', id, outputs, ms }, [...buffers]);
}

function reply(message: ThreadReply, moved: readonly ArrayBufferLike[] = []): void {
  port?.postMessage(
    message,
    moved.filter((buffer) => buffer instanceof ArrayBuffer),
  );
}

async function openRuntime(): Promise<InferenceRuntime> {
  if (config.runtime === 'onnxruntime') {
    const { openOnnxRuntime } = await import('./onnx-runtime.js');
    return openOnnxRuntime(config, log);
  }
  // Loaded only where it is asked for: TF.js is optional and heavy.
  const { openTfjsRuntime } = await import('./tfjs-runtime.js');
  return openTfjsRuntime(log);
}
