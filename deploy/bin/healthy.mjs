// Whether a hub serves at an address, whoever signed its certificate: `node healthy.mjs https://127.0.0.1:8443/healthz`. One that only waits for its
// database does (503, with what is away): started anew it would bring none back, and lose what waits in it (docs/adr/0051).
import { get } from 'node:https';
import { text } from 'node:stream/consumers';

const [, , address] = process.argv;
const request = get(address, { rejectUnauthorized: false, timeout: 4000 }, (answer) => {
  const serves = (said) => answer.statusCode === 200 || (answer.statusCode === 503 && waits(said));
  text(answer).then(
    (said) => process.exit(serves(said) ? 0 : 1),
    () => process.exit(1),
  );
});
request.on('error', () => process.exit(1));
request.on('timeout', () => process.exit(1));

function waits(said) {
  try {
    return Array.isArray(JSON.parse(said).away);
  } catch {
    return false;
  }
}
