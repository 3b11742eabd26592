import { EnrolRequest, decode, readEnrolment, writeEnrolment } from '@invigil/contract';
import { keyOfRequest } from '@invigil/hub/boundaries';
import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, target } from '../boundary.js';
import { damaged } from '../mutate.js';
import { CSR } from '../seeds.js';
import { outcomeOf } from './read-outcome.js';

const LINE = writeEnrolment({
  hub: 'https://10.0.0.5:8443',
  token: 'a-token-with-which-a-seat-enrols',
  ca: 'ab'.repeat(32),
});
const DER = Buffer.from(CSR.replace(/-----.*-----|\s/g, ''), 'base64');

const lines = damaged(fc.constant(Buffer.from(LINE))).map((bytes) => ({ line: bytes.toString() }));
const requests = fc
  .oneof(
    damaged(fc.constant(DER)).map((der) => pem('CERTIFICATE REQUEST', der)),
    damaged(fc.constant(Buffer.from(CSR))).map(String),
  )
  .map((csr) => ({ csr }));
const bodies = requests.map(({ csr }) => ({ body: JSON.stringify({ token: 'x'.repeat(40), csr }) }));

/** The line that lets a seat in, and requests for certificates. */
export const enrolment: Boundary = {
  name: 'enrolment lines and certificate requests',
  weight: 4,
  open: () =>
    target(fc.oneof(lines, requests, bodies), async (input) => {
      if ('line' in input) return readEnrolment(input.line) === undefined ? 'no-enrolment-line' : ACCEPTED;
      if ('body' in input) return outcomeOf(decode(EnrolRequest, input.body));
      return (await keyOfRequest(input.csr)) === undefined ? 'bad-request' : ACCEPTED;
    }),
};

/** DER as PEM. */
export function pem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
}
