/** For tests only: a PUBLISH of MQTT 3.1.1 (3.3) as bytes, whatever its topic is. */
export function publishPacket(words: {
  topic: string;
  payload: Buffer;
  qos: 0 | 1;
  retain: boolean;
}): Buffer {
  const topic = Buffer.from(words.topic).subarray(0, 65_535);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(topic.length);
  const id = words.qos === 0 ? [] : [Buffer.from([0, 7])];
  const rest = Buffer.concat([length, topic, ...id, words.payload]);
  const size: number[] = [];
  let left = rest.length;
  do {
    size.push((left % 128) + (left > 127 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from([0x30 | (words.qos << 1) | (words.retain ? 1 : 0), ...size]), rest]);
}
