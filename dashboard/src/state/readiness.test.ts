import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Health, type Limit, Machine, type SeatView } from '@invigil/contract';
import { SAMPLE_NOW, sampleSeat } from '../lib/sample-views.js';
import type { RuleId } from '../lib/verdicts.js';
import { RULES, type SeatFacts } from './readiness-rules.js';
import { type Finding, roomReadiness, seatReadiness } from './readiness.js';

const BOOT = '0123456789abcdef';
const POLICY = 'a'.repeat(64);
const DAY_MS = 86_400_000;

const WELL: Health = {
  boot: BOOT,
  at: SAMPLE_NOW,
  rates: { captured: 30, faces: 10, objects: 1 },
  dropped: 0,
  stages: {},
  outbox: { depth: 0, oldestMs: 0 },
  rssMb: 200,
  temperatureC: 50,
  pace: {
    wanted: { faces: 10, detector: 3, objects: 1, identity: 0 },
    allowed: { faces: 10, detector: 3, objects: 1, identity: 0 },
    budget: 'none',
    resting: false,
    tooSlow: false,
    cpuShare: 0.3,
  },
  disk: {
    usedMb: 1,
    limitMb: 1000,
    freeMb: 9000,
    leastFreeMb: 500,
    near: false,
    givenUp: { pictures: 0, tracks: 0, events: 0 },
  },
  clock: { offsetMs: 3, uncertaintyMs: 2, measuredAgoMs: 100, steps: 0 },
  pictures: { brightness: 0.45, faceHeight: 0.4 },
};

function sampleMachine(more: Partial<Machine> = {}): Machine {
  return Machine.parse({
    seat: 'a1',
    label: 'A1',
    told: {
      boot: BOOT,
      at: SAMPLE_NOW,
      versions: { invigil: '0.1.0', node: '20.20.0', opencv: '4.10.0' },
      inference: { runtime: 'onnxruntime', provider: 'cpu' },
      nets: [{ name: 'mesh', sha256: 'b'.repeat(64) }],
      camera: {
        type: 'camera',
        name: '/dev/video0',
        asked: { width: 848, height: 480 },
        granted: { width: 848, height: 480, fps: 30, fourcc: 'MJPG' },
        virtual: false,
      },
      policyHash: POLICY,
    },
    troubles: [],
    certificate: { serial: '0A', issuedAt: SAMPLE_NOW - DAY_MS, expiresAt: SAMPLE_NOW + 80 * DAY_MS },
    ...more,
  });
}

type Given = { seat?: Partial<SeatView>; health?: Partial<Health>; machine?: Partial<Machine> };

function facts({ health, machine, seat }: Given = {}): SeatFacts {
  const own = sampleMachine(machine);
  return {
    seat: sampleSeat({ health: { ...WELL, ...health }, policyHash: POLICY, ...seat }),
    machine: own,
    certificates: true,
    common: { versions: '0.1.0', nets: `mesh ${'b'.repeat(64)}` },
    wantedPolicy: POLICY,
    now: SAMPLE_NOW,
  };
}

const found = (given: Given): Finding[] => seatReadiness(facts(given)).findings;
const camera = (more: object): Partial<Machine> => {
  const { told } = sampleMachine();
  return told === null ? {} : { told: { ...told, camera: { ...told.camera, ...more } } };
};
const granted = (height: number) => ({
  machine: camera({ asked: {}, granted: { width: 848, height, fps: 30, fourcc: 'MJPG' } }),
});
const disk = (more: Partial<NonNullable<Health['disk']>>) => ({
  health: { disk: { ...WELL.disk!, ...more } },
});
const light = (brightness: number) => ({ health: { pictures: { brightness } } });
const rate = (captured: number) => ({ health: { rates: { ...WELL.rates, captured } } });
const clock = (offsetMs: number) => ({ health: { clock: { ...WELL.clock!, offsetMs } } });

/** For each rule with a number: what makes a seat have exactly that value. */
const MEASURED: Partial<Record<RuleId, (value: number) => Given>> = {
  silence: (s) => ({ seat: { heardAt: SAMPLE_NOW - s * 1000 } }),
  height: granted,
  asked: (share) => ({
    machine: camera({
      asked: { width: 1000, height: 1000 },
      granted: { width: 1000, height: share * 1000, fps: 30, fourcc: 'MJPG' },
    }),
  }),
  rate,
  usb: (speedMbps) => ({ machine: camera({ usb: { speedMbps, sharedWith: 0 } }) }),
  dark: light,
  bright: light,
  glare: (burntOut) => ({ health: { pictures: { brightness: 0.5, burntOut } } }),
  far: (px) => ({ health: { pictures: { brightness: 0.5, faceHeight: px / 480 } } }),
  near: (faceHeight) => ({ health: { pictures: { brightness: 0.5, faceHeight } } }),
  clock,
  room: (mb) => disk({ freeMb: 500 + mb }),
  outbox: (depth) => ({ health: { outbox: { depth, oldestMs: 0 } } }),
  waiting: (s) => ({ health: { outbox: { depth: 1, oldestMs: s * 1000 } } }),
  certificate: (days) => ({
    machine: { certificate: { serial: '0A', issuedAt: 1, expiresAt: SAMPLE_NOW + days * DAY_MS } },
  }),
  heat: (temperatureC) => ({ health: { temperatureC } }),
};
/** The least step by which each such value can be beyond its limit. */
const STEP: Partial<Record<RuleId, number>> = { height: 1, far: 1, outbox: 1, room: 1 };

function justBeyond(id: RuleId, limit: Limit): number {
  const step = STEP[id] ?? 0.001;
  return 'above' in limit ? limit.above + step : limit.below - step;
}
const at = (limit: Limit): number => ('above' in limit ? limit.above : limit.below);

for (const rule of RULES) {
  const make = MEASURED[rule.id];
  if (make === undefined) continue;
  for (const [verdict, limit] of [
    ['warning', rule.warn],
    ['not-ready', rule.stop],
  ] as const) {
    if (limit === undefined) continue;
    test(`${rule.id}: ${JSON.stringify(limit)} is the limit of ${verdict}`, () => {
      const verdictOf = (value: number) => found(make(value)).find(({ id }) => id === rule.id)?.verdict;
      assert.equal(verdictOf(justBeyond(rule.id, limit)), verdict, 'just beyond');
      assert.notEqual(verdictOf(at(limit)), verdict, 'at the limit');
    });
  }
}

/** For each rule that is about a thing that is so or not: what makes it so. */
const SO: Partial<Record<RuleId, [Given, Finding['verdict']]>> = {
  agent: [{ seat: { state: 'lost' } }, 'not-ready'],
  untold: [{ machine: { told: null } }, 'warning'],
  camera: [{ machine: camera({ granted: null }) }, 'not-ready'],
  blind: [{ seat: { blind: ['covered'] } }, 'not-ready'],
  slow: [{ health: { pace: { ...WELL.pace!, tooSlow: true } } }, 'not-ready'],
  software: [{ machine: camera({ virtual: true }) }, 'warning'],
  moved: [{ seat: { blind: ['camera-moved'] } }, 'warning'],
  unmeasured: [{ health: { clock: undefined } }, 'warning'],
  disk: [disk({ near: true }), 'warning'],
  lost: [disk({ givenUp: { pictures: 1, tracks: 0, events: 0 } }), 'warning'],
  version: [versionOf('0.0.9'), 'warning'],
  nets: [netOf('c'), 'warning'],
  uncertified: [{ machine: { certificate: null } }, 'warning'],
  policy: [{ seat: { policyHash: 'c'.repeat(64) } }, 'not-ready'],
  ignored: [{ seat: { policyIgnored: ['conduct.phone'] } }, 'warning'],
  errors: [troubleAt(SAMPLE_NOW - 1000), 'warning'],
};

function versionOf(invigil: string): Given {
  const { told } = sampleMachine();
  return told === null ? {} : { machine: { told: { ...told, versions: { ...told.versions, invigil } } } };
}

function netOf(letter: string): Given {
  const { told } = sampleMachine();
  const nets = [{ name: 'mesh', sha256: letter.repeat(64) }];
  return told === null ? {} : { machine: { told: { ...told, nets } } };
}

function troubleAt(when: number): Given {
  return { machine: { troubles: [{ level: 'error', message: 'frame not seen', count: 1, at: when }] } };
}

test('every rule is tried here', () => {
  const tried = new Set([...Object.keys(MEASURED), ...Object.keys(SO)]);
  assert.deepEqual(
    RULES.map(({ id }) => id).filter((id) => !tried.has(id)),
    [],
  );
});

for (const [id, [given, verdict]] of Object.entries(SO)) {
  test(`${id}: ${verdict}`, () => {
    const [first] = found(given);
    assert.deepEqual([first?.id, first?.verdict], [id, verdict]);
  });
}

test('a seat of which all is well is ready, and one that nobody sits at is too', () => {
  assert.deepEqual(found({}), []);
  assert.equal(seatReadiness(facts()).verdict, 'ready');
  assert.deepEqual(found({ health: { pictures: { brightness: 0.45 } } }), []);
});

test('a seat is not called ready before its machine and its health are known', () => {
  assert.deepEqual(
    found({ seat: { health: null } }).map(({ id }) => id),
    ['untold'],
  );
  const loading = seatReadiness({ ...facts(), machine: null });
  assert.deepEqual([loading.verdict, loading.findings.map(({ id }) => id)], ['warning', ['untold']]);
});

test('an error of long ago, or one that the seat’s clock makes look new, is none of now', () => {
  assert.deepEqual(found(troubleAt(SAMPLE_NOW - 600_010)), []);
  // The seat is 20 min ahead: what it calls now is 20 min from now here.
  const ahead = { ...troubleAt(SAMPLE_NOW + 1_200_000 - 600_000), ...clock(-1_200_000) };
  assert.deepEqual(
    found(ahead).map(({ id }) => id),
    ['clock'],
  );
});

test('a camera that is kept shut by arrangement is asked for nothing', () => {
  const shut = { seat: { unwatched: true as const }, machine: camera({ granted: null }), ...rate(0) };
  assert.deepEqual(found(shut), []);
});

test('of a seat that is not there only that is said, and a certificate that keeps it out', () => {
  const gone: Given = {
    seat: { state: 'never', policyHash: null, health: null },
    machine: { told: null, certificate: { serial: '0A', issuedAt: 1, expiresAt: SAMPLE_NOW - 1 } },
  };
  assert.deepEqual(
    found(gone).map(({ id }) => id),
    ['agent', 'certificate'],
  );
});

test('a room is no better than its worst seat, worst first, and differs from what most are', () => {
  const room = { room: 'room-1', name: 'Room 1', rows: 1, columns: 4, policyHash: POLICY };
  const seat = (name: string, column: number, more: Partial<SeatView> = {}) =>
    sampleSeat({ seat: name, column, health: WELL, policyHash: POLICY, ...more });
  const machine = (name: string, version: string) => ({
    ...sampleMachine(versionOf(version).machine),
    seat: name,
  });
  const list = {
    room: 'room-1',
    certificates: true,
    machines: [
      machine('a1', '0.2.0'),
      machine('a2', '0.1.0'),
      machine('a3', '0.2.0'),
      machine('a4', '0.2.0'),
    ],
  };
  const seats = [seat('a1', 1), seat('a2', 2), seat('a3', 3, { state: 'lost' }), seat('a4', 4)];
  const judged = roomReadiness(room, seats, list, SAMPLE_NOW);
  assert.equal(judged.verdict, 'not-ready');
  assert.deepEqual(judged.counts, { 'not-ready': 1, warning: 1, ready: 2 });
  assert.deepEqual(
    judged.seats.map(
      ({
        facts: {
          seat: { seat: name },
        },
        findings,
      }) => [name, findings.map(({ id }) => id)],
    ),
    [
      ['a3', ['agent']],
      ['a2', ['version']],
      ['a1', []],
      ['a4', []],
    ],
  );
  assert.equal(roomReadiness(room, [], null, SAMPLE_NOW).verdict, null);
  const before = roomReadiness(room, [seat('a1', 1, { boot: 'f'.repeat(16) })], list, SAMPLE_NOW);
  assert.equal(before.seats[0]?.facts.machine?.told, null, 'what an earlier start said holds no more');
});
