import { loadOpenCv, type Picture } from '@invigil/device';
import * as z from 'zod';
import { loadPeer, PeerResult } from './peer-library.js';
import { RunLog } from './run-log.js';
import { takeTurn } from './take-turn.js';
import { Job } from './turn.js';

// A process of its own: the peer takes one turn and prints it as one line.
const PeerJob = Job.extend({ folder: z.string(), skipping: z.boolean() });
const MESH_AND_IRISES = 478;

const { folder, skipping, ...job } = PeerJob.parse(JSON.parse(process.argv[2] ?? ''));
const cv = loadOpenCv();
const peer = await loadPeer(folder, { skipping });
const nets = new RunLog();
for (const [name, net] of Object.entries(peer.models.models)) {
  if (net === null) continue;
  const execute = net.execute.bind(net);
  // WebAssembly computes before it returns: this is the net's own time.
  net.execute = (...args) => {
    const from = performance.now();
    try {
      return execute(...args);
    } finally {
      nets.add(name, performance.now() - from);
    }
  };
}
const simd = peer.tf.env().getBool('WASM_HAS_SIMD_SUPPORT') ? 'with SIMD' : 'without SIMD';
const turn = await takeTurn(job, {
  made: `${peer.tf.getBackend()} ${simd}, one thread`,
  async prepare({ height, mat, width }: Picture) {
    // It wants RGB; turning the colours round is given to it for nothing.
    const rgb = await mat.cvtColorAsync(cv.COLOR_BGR2RGB);
    const pixels = await rgb.getDataAsync();
    rgb.release();
    return { pixels, width, height };
  },
  async look({ height, pixels, width }, _atMs, options) {
    const tensor = peer.tf.tensor3d(pixels, [height, width, 3], 'float32');
    try {
      return await peer.detect(tensor, { object: { enabled: options.objects } });
    } finally {
      tensor.dispose();
    }
  },
  isComplete: (result) => PeerResult.parse(result).face.some(({ mesh }) => mesh.length === MESH_AND_IRISES),
  // It answers only when all is computed.
  settle: () => Promise.resolve(),
  nets,
  stages: new RunLog(),
});
console.log(`\n${JSON.stringify(turn)}`);
