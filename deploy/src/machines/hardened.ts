import assert from 'node:assert/strict';
import type { Machine } from './machine.js';

/** What `systemd-analyze security` may say of a unit at most, of 10. */
const EXPOSURE = 3;

/** Proves that systemd takes a unit as it stands, and that it leaves little open. */
export async function hardened(machine: Machine, unit: string): Promise<void> {
  await machine.run(`systemd-analyze verify /etc/systemd/system/${unit}.service`);
  const said = await machine.run(`systemd-analyze security --no-pager ${unit} | tail -n 1`);
  const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(said) ?? [];
  assert.ok(Number(exposure) <= EXPOSURE, said);
}
