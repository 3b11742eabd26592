// Whether an address answers with 200, whoever signed its certificate: `node healthy.mjs https://127.0.0.1:8443/healthz`.
import { get } from 'node:https';

const [, , address] = process.argv;
const request = get(address, { rejectUnauthorized: false, timeout: 4000 }, (answer) => {
  process.exit(answer.statusCode === 200 ? 0 : 1);
});
request.on('error', () => process.exit(1));
request.on('timeout', () => process.exit(1));
