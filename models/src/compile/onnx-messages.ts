import protobuf from 'protobufjs';

// The messages and field numbers of the ONNX IR (github.com/onnx/onnx, docs/IR.md) that a compiled net uses.
const field = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id, options: { packed: true } });

const root = protobuf.Root.fromJSON({
  nested: {
    Attribute: {
      fields: {
        name: field('string', 1),
        f: field('float', 2),
        i: field('int64', 3),
        s: field('bytes', 4),
        ints: repeated('int64', 8),
        type: field('int32', 20),
      },
    },
    Node: {
      fields: {
        input: repeated('string', 1),
        output: repeated('string', 2),
        name: field('string', 3),
        opType: field('string', 4),
        attribute: repeated('Attribute', 5),
      },
    },
    Tensor: {
      fields: {
        dims: repeated('int64', 1),
        dataType: field('int32', 2),
        name: field('string', 8),
        rawData: field('bytes', 9),
        dataLocation: field('int32', 14),
      },
    },
    Dimension: { fields: { dimValue: field('int64', 1), dimParam: field('string', 2) } },
    Shape: { fields: { dim: repeated('Dimension', 1) } },
    TensorType: { fields: { elemType: field('int32', 1), shape: field('Shape', 2) } },
    Type: { fields: { tensorType: field('TensorType', 1) } },
    ValueInfo: { fields: { name: field('string', 1), type: field('Type', 2) } },
    Graph: {
      fields: {
        node: repeated('Node', 1),
        name: field('string', 2),
        initializer: repeated('Tensor', 5),
        input: repeated('ValueInfo', 11),
        output: repeated('ValueInfo', 12),
      },
    },
    Property: { fields: { key: field('string', 1), value: field('string', 2) } },
    OperatorSet: { fields: { domain: field('string', 1), version: field('int64', 2) } },
    Model: {
      fields: {
        irVersion: field('int64', 1),
        producerName: field('string', 2),
        graph: field('Graph', 7),
        opsetImport: repeated('OperatorSet', 8),
        metadataProps: repeated('Property', 14),
      },
    },
  },
});

const model = root.lookupType('Model');

/** Encodes a model message; the same message always gives the same bytes. */
export function encodeModel(message: object): Uint8Array {
  const problem = model.verify(message);
  if (problem !== null) throw new TypeError(`ONNX message: ${problem}`);
  return model.encode(model.fromObject(message)).finish();
}

/** Decodes a model's bytes into plain objects, with whole numbers as numbers and empty lists as []. */
export function decodeModel(bytes: Uint8Array): unknown {
  return model.toObject(model.decode(bytes), { longs: Number, arrays: true });
}
