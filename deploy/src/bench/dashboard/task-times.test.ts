import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busiestMain } from './task-times.js';

const RUN = 'ThreadControllerImpl::RunTask';

test('tasks of the busiest page count, by the clock and by the processor, and nothing else of its process', () => {
  const traceEvents = [
    { name: 'thread_name', ph: 'M', pid: 1, tid: 1, args: { name: 'CrRendererMain' } },
    { name: 'thread_name', ph: 'M', pid: 2, tid: 2, args: { name: 'CrRendererMain' } },
    { name: 'thread_name', ph: 'M', pid: 2, tid: 3, args: { name: 'Compositor' } },
    { name: RUN, ph: 'X', pid: 1, tid: 1, dur: 1000, tdur: 900 },
    { name: RUN, ph: 'X', pid: 2, tid: 2, dur: 60_000, tdur: 12_000, args: { src_file: 'x.cc' } },
    { name: RUN, ph: 'B', pid: 2, tid: 2 },
    { name: RUN, ph: 'X', pid: 2, tid: 3, dur: 90_000, tdur: 90_000 },
    { name: 'EpollEvent', ph: 'X', pid: 2, tid: 2, dur: 70_000, tdur: 70_000, args: { name: 7 } },
  ];
  assert.deepEqual(busiestMain(JSON.stringify({ traceEvents })), [{ ms: 60, processorMs: 12 }]);
});
