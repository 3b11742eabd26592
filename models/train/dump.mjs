// What ONNX Runtime makes of a compiled net's picture: node dump.mjs NET.onnx PIXELS HEIGHT WIDTH > OUTPUTS
// PIXELS holds uint8 [1, height, width, 3]; the outputs come as JSON { name: numbers }.
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [net, pixels, height, width] = process.argv.slice(2);
if (width === undefined) {
  process.stderr.write('usage: node dump.mjs NET.onnx PIXELS HEIGHT WIDTH\n');
  process.exit(2);
}
const session = await InferenceSession.create(net);
const picture = new Tensor('uint8', await readFile(pixels), [1, Number(height), Number(width), 3]);
const outputs = await session.run({ image: picture });
const numbers = Object.entries(outputs).map(([name, { data }]) => [name, [...data]]);
process.stdout.write(JSON.stringify(Object.fromEntries(numbers)));
