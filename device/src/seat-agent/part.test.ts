import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, type MomentKind } from '@invigil/contract';
import { startTestAgent, until } from './test-agent.js';

test('a close that the page itself takes back by coming again is none', async () => {
  const agent = await startTestAgent();
  agent.seat.policy = Policy.parse({});
  const first = await agent.connect('page');
  await first.hear('welcome');
  first.say({ type: 'happened', kind: 'page-closed', at: Date.now() });
  await first.close();
  const second = await agent.connect('page');
  await second.hear('welcome');
  second.say({ type: 'happened', kind: 'page-reloaded', at: Date.now() });
  const kinds = (): MomentKind[] =>
    agent.reports.flatMap((report) => (report.type === 'happened' ? [report.kind] : []));
  await until(() => kinds().length === 1);
  second.say({ type: 'happened', kind: 'page-closed', at: Date.now() });
  await second.close();
  await new Promise((resolve) => {
    setTimeout(resolve, 2000);
  });
  assert.deepEqual(kinds(), ['page-reloaded'], 'the close waits for a reload');
  await new Promise((resolve) => {
    setTimeout(resolve, 4000);
  });
  assert.deepEqual(kinds(), ['page-reloaded', 'page-closed']);
  await agent.stop();
});
