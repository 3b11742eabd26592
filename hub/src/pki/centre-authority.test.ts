import assert from 'node:assert/strict';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { HUB_TLS_NAME } from '@invigil/contract';
import { CentreAuthority, createAuthority } from './centre-authority.js';
import { keyOfRequest } from './read-request.js';
import { requestOf } from './test-seat.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY_MS = 86_400_000;

test('makes an authority that signs, and nothing under it may sign', async () => {
  const own = await createAuthority('north', NOW);
  const ca = new X509Certificate(own.certificate);
  assert.equal(ca.ca, true);
  assert.ok(ca.verify(ca.publicKey) && ca.checkPrivateKey(createPrivateKey(own.key)));
  const hub = await new CentreAuthority(own).issueHub(['localhost', '127.0.0.1', '::1'], NOW);
  const certificate = new X509Certificate(hub.certificate);
  assert.ok(certificate.checkIssued(ca) && certificate.verify(ca.publicKey));
  assert.ok(certificate.checkPrivateKey(createPrivateKey(hub.key)));
  assert.equal(certificate.ca, false);
  assert.equal(certificate.checkHost(HUB_TLS_NAME), HUB_TLS_NAME);
  assert.equal(certificate.checkHost('localhost'), 'localhost');
  assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
  assert.equal(certificate.checkHost('elsewhere'), undefined);
});

test('gives a seat a certificate for its own name, for the client side, with a serial of its own', async () => {
  const authority = new CentreAuthority(await createAuthority('north', NOW));
  const { csr } = await requestOf('somebody else');
  const key = await keyOfRequest(csr);
  assert.ok(key);
  const life = { now: NOW, lastsMs: 90 * DAY_MS };
  const [one, two] = [
    await authority.issueSeat('north/r2/a1', key, life),
    await authority.issueSeat('north/r2/a1', key, life),
  ];
  assert.notEqual(one.serial, two.serial);
  const certificate = new X509Certificate(one.certificate);
  assert.equal(certificate.serialNumber, one.serial);
  assert.equal(certificate.subject, 'CN=north/r2/a1');
  assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']);
  assert.equal(Date.parse(certificate.validTo), NOW + 90 * DAY_MS);
});

test('takes a request only from who holds its key', async () => {
  const { csr } = await requestOf('x');
  assert.ok(await keyOfRequest(csr));
  const bytes = Buffer.from(csr.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  // The last byte is of the signature.
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
  assert.equal(await keyOfRequest(forged), undefined);
  assert.equal(await keyOfRequest('no request'), undefined);
});
