import protobuf from 'protobufjs';

// Field numbers of onnx.proto: ModelProto, GraphProto, NodeProto, TensorProto, ValueInfoProto.
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;
const NODE_NAMES: ReadonlySet<number> = new Set([1, 2]);
const TENSOR_NAME: ReadonlySet<number> = new Set([8]);
const VALUE_NAME: ReadonlySet<number> = new Set([1]);
const LENGTH_DELIMITED = 2;

/** A field of a protobuf message: its number and its bytes, tag and all; `content` where it holds a length of bytes. */
type Field = { id: number; whole: Uint8Array; content: Uint8Array | undefined };

/**
 * Puts the nodes of `before` in front of a model's and those of `after` behind it. The joined model takes the inputs of
 * `before` and gives the outputs of `after`; what `before` calls an output are tensors that the model reads. `renamed` gives
 * tensors of the model another name. Whatever else the model holds stays as it is, byte for byte, known here or not.
 */
export function joinGraphs(
  before: Uint8Array,
  model: Uint8Array,
  after: Uint8Array,
  renamed: ReadonlyMap<string, string>,
): Uint8Array {
  const [first, middle, last] = [before, model, after].map(graphFields);
  const weights = new Set(middle.filter(({ id }) => id === GRAPH.initializer).map(tensorName));
  const kept = middle.filter(({ id, content }) => {
    // Hints of sizes may speak of a free batch, which is one picture now.
    if (id === GRAPH.output || id === GRAPH.valueInfo) return false;
    return id !== GRAPH.input || weights.has(nameIn(content, VALUE_NAME));
  });
  const of = (fields: readonly Field[], ...ids: number[]) => fields.filter(({ id }) => ids.includes(id));
  const graph = [
    ...of(first, GRAPH.input, GRAPH.initializer, GRAPH.node),
    ...kept.map((field) => withNames(field, renamed)),
    ...of(last, GRAPH.initializer, GRAPH.node, GRAPH.output),
  ];
  const writer = protobuf.Writer.create();
  for (const field of fieldsOf(model)) {
    if (field.id !== MODEL_GRAPH) writer.raw(field.whole);
  }
  return writer.uint32(tag(MODEL_GRAPH)).bytes(joined(graph)).finish();
}

function graphFields(model: Uint8Array): Field[] {
  return fieldsOf(model).flatMap(({ id, content }) =>
    id === MODEL_GRAPH && content !== undefined ? fieldsOf(content) : [],
  );
}

function tensorName({ content }: Field): string {
  return nameIn(content, TENSOR_NAME);
}

function nameIn(message: Uint8Array | undefined, ids: ReadonlySet<number>): string {
  const field = message && fieldsOf(message).find(({ id }) => ids.has(id));
  return Buffer.from(field?.content ?? []).toString('utf8');
}

function withNames(field: Field, renamed: ReadonlyMap<string, string>): Field {
  const ids = { [GRAPH.node]: NODE_NAMES, [GRAPH.initializer]: TENSOR_NAME, [GRAPH.input]: VALUE_NAME }[
    field.id
  ];
  if (renamed.size === 0 || ids === undefined || field.content === undefined) return field;
  const fields = fieldsOf(field.content).map((inner) => {
    const name = ids.has(inner.id)
      ? renamed.get(Buffer.from(inner.content ?? []).toString('utf8'))
      : undefined;
    return name === undefined ? inner : delimited(inner.id, Buffer.from(name));
  });
  return delimited(field.id, joined(fields));
}

function delimited(id: number, content: Uint8Array): Field {
  return { id, content, whole: protobuf.Writer.create().uint32(tag(id)).bytes(content).finish() };
}

function joined(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(fields.map(({ whole }) => whole));
}

function tag(id: number): number {
  return (id << 3) | LENGTH_DELIMITED;
}

function fieldsOf(message: Uint8Array): Field[] {
  const reader = protobuf.Reader.create(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const from = reader.pos;
    const key = reader.uint32();
    const afterKey = reader.pos;
    reader.skipType(key & 7);
    const whole = message.subarray(from, reader.pos);
    if ((key & 7) !== LENGTH_DELIMITED) {
      fields.push({ id: key >>> 3, whole, content: undefined });
      continue;
    }
    const inner = protobuf.Reader.create(message.subarray(afterKey, reader.pos));
    fields.push({ id: key >>> 3, whole, content: inner.bytes() });
  }
  return fields;
}
