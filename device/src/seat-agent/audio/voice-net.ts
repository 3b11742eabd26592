import { ModelsError, type SoundNet, verifyNets } from '@invigil/models';
import { DeviceError, messageOf } from '../../lib/errors.js';

/** The manifest's name of the net that hears voices. */
const NET = 'silero-vad';

/** A net that says of each window of sound whether it holds speech. */
export type VoiceNet = {
  /** Samples a second. */
  readonly rate: number;
  /** Samples of a window. */
  readonly samples: number;
  /** Probability that the window holds speech, 0–1. Windows come one after the other, without a gap; the array is not kept. */
  hear(window: Float32Array): Promise<number>;
  /** Forgets what was heard: the next window follows on nothing. */
  forget(): void;
  close(): Promise<void>;
};

/**
 * Opens the net of a folder of compiled nets, after a check of its bytes. ONNX Runtime is loaded here only where a microphone is
 * listened to, and computes on the thread that asks: 0.25 ms for 32 ms of sound (docs/adr/0034).
 * @throws ModelsError where a byte is wrong or the file is missing, DeviceError `runtime-unavailable`
 */
export async function openVoiceNet(netsDir: string): Promise<VoiceNet> {
  const [{ bytes, net }] = await verifyNets(netsDir, [NET]);
  if (net.kind !== 'sound') throw new ModelsError('bad-manifest', `${NET} is no net that hears`);
  try {
    return await open(net, bytes);
  } catch (cause) {
    throw new DeviceError('runtime-unavailable', `${NET} can’t be run: ${messageOf(cause)}`, { cause });
  }
}

async function open({ input, outputs, rateInput, state }: SoundNet, bytes: Uint8Array): Promise<VoiceNet> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // 3: errors only.
    logSeverityLevel: 3,
  });
  const { context, rate, samples } = input;
  // The end of the window before, then the window.
  const sound = new Float32Array(context + samples);
  const blank = (): Float32Array =>
    new Float32Array(state.shape.reduce((product, size) => product * size, 1));
  let memory = blank();
  return {
    rate,
    samples,
    async hear(window) {
      sound.copyWithin(0, samples);
      sound.set(window, context);
      const results = await session.run({
        [input.name]: new Tensor('float32', sound, [1, sound.length]),
        [rateInput]: new Tensor('int64', BigInt64Array.of(BigInt(rate)), []),
        [state.input]: new Tensor('float32', memory, state.shape),
      });
      memory = floats(results[state.output]?.data, state.output);
      const [speech] = floats(results[outputs[0].name]?.data, outputs[0].name);
      return speech;
    },
    forget() {
      sound.fill(0);
      memory = blank();
    },
    close: () => session.release(),
  };
}

function floats(data: unknown, name: string): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new Error(`output ${name} is missing or not made of 32-bit floats`);
}
