import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCoverage, Policy, type SeatKind, Signal } from '@invigil/contract';
import { Behaviour } from './behaviour.js';
import { usualMap } from './gaze/screen-map.js';
import type { FaceObservation } from './observation.js';
import * as scenes from './test-scene.js';
import {
  BOOT,
  CALM,
  changesOf,
  film,
  LID,
  NIGHT,
  onlyChange,
  play,
  START,
  storyOf,
  USUAL_QUALITY,
} from './test-scene.js';

const IDENTIFYING = Policy.parse({ identity: { enabled: true } });
const SECOND_FACE = scenes.face({}, { x: 680, y: 130, width: 60, height: 80 });

const SCENES: { kind: SeatKind; of: string; scene: scenes.Stretch['scene'] }[] = [
  { kind: 'face-absent', of: 'an empty seat', scene: { faces: [], seen: [] } },
  { kind: 'extra-person', of: 'a second face', scene: { faces: [scenes.face(), SECOND_FACE] } },
  { kind: 'extra-person', of: 'a second body', scene: { seen: [scenes.PERSON, scenes.SECOND_PERSON] } },
  { kind: 'looking-away', of: 'a turned head', scene: { faces: [scenes.face({ yawDeg: -40 })] } },
  { kind: 'phone', of: 'a phone in a hand', scene: { seen: [scenes.PERSON, scenes.PHONE] } },
  { kind: 'book', of: 'a book on the desk', scene: { seen: [scenes.PERSON, scenes.BOOK] } },
  {
    kind: 'gaze-off-screen',
    of: 'eyes aside in a still head',
    scene: { faces: [scenes.faceWith({ gaze: { x: -0.14, confidence: 0.9 } })] },
  },
  {
    kind: 'eyes-closed',
    of: 'closed eyes',
    scene: { faces: [scenes.faceWith({ eyes: { opening: 0.07, confidence: 0.9 } })] },
  },
  { kind: 'second-screen', of: 'a screen put up', scene: { seen: [scenes.PERSON, scenes.SCREEN] } },
  { kind: 'speaking', of: 'a mouth that speaks', scene: scenes.talking },
  { kind: 'face-covered', of: 'a face behind a mask', scene: { faces: [scenes.MASKED] } },
  { kind: 'face-too-small', of: 'a face far away', scene: { faces: [scenes.FAR_FACE] } },
  { kind: 'covered', of: 'a lid', scene: { faces: [], seen: [], quality: LID } },
  { kind: 'frozen', of: 'a repeated picture', scene: { quality: { ...USUAL_QUALITY, change: 0 } } },
  { kind: 'dark', of: 'a room without light', scene: { faces: [], seen: [], quality: NIGHT } },
  { kind: 'camera-lost', of: 'no frames', scene: 'no-frame' },
  { kind: 'overexposed', of: 'a torch', scene: { faces: [], seen: [], quality: scenes.GLARE } },
  {
    kind: 'blurred',
    of: 'a lens out of focus',
    scene: { faces: [], seen: [], quality: scenes.OUT_OF_FOCUS },
  },
  { kind: 'looped', of: 'a recording', scene: { quality: { ...USUAL_QUALITY, repetition: 0.95 } } },
  {
    kind: 'camera-moved',
    of: 'another view',
    scene: { quality: { ...USUAL_QUALITY, backgroundChange: 0.8 } },
  },
  { kind: 'virtual-camera', of: 'software', scene: { virtualCamera: true } },
];

for (const { kind, of, scene } of SCENES) {
  test(`opens and closes ${kind}, and nothing else, for 10 s of ${of}`, () => {
    const steps = play(film(CALM, { forMs: 10_000, scene }, { forMs: 10_000, scene: {} }));
    assert.equal(changesOf(steps).length, 2, storyOf(steps).join(', '));
    const opened = onlyChange(steps, 'opened', kind).signal;
    const closed = onlyChange(steps, 'closed', kind).signal;
    for (const signal of [opened, closed]) assert.deepEqual(Signal.parse(signal), signal);
    const rule = { ...scenes.STANDARD.conduct, ...scenes.STANDARD.coverage }[kind];
    const from = START + CALM.forMs;
    assert.ok(opened.startedAt >= from && opened.startedAt <= from + 1000, `${opened.startedAt - from}`);
    assert.ok(opened.openedAt - opened.startedAt >= rule.onsetMs);
    assert.ok(opened.openedAt <= from + rule.onsetMs + 1500, `${opened.openedAt - from}`);
    assert.equal(closed.id, opened.id);
    assert.ok(Math.abs((closed.endedAt ?? 0) - from - 10_000) <= 1000, `${closed.endedAt}`);
  });
}

test('stays silent about a calm candidate who moves a little', () => {
  const observations = film({ forMs: 120_000, scene: {} }).map((each, index) =>
    scenes.frame(
      each.capturedAt,
      {
        faces: [scenes.face({ yawDeg: 14 * Math.sin(index / 9), pitchDeg: -12 + 8 * Math.sin(index / 23) })],
      },
      index % 7 === 0,
    ),
  );
  const steps = play(observations);
  assert.deepEqual(storyOf(steps), []);
  assert.deepEqual(steps.at(-1)?.risk, { score: 0, level: 'calm', contributions: [] });
});

test('names directions as the candidate would', () => {
  const poses = {
    right: { yawDeg: 40 },
    left: { yawDeg: -40 },
    up: { pitchDeg: 20 },
    down: { pitchDeg: -50 },
  };
  for (const [direction, pose] of Object.entries(poses)) {
    const steps = play(film(CALM, { forMs: 6000, scene: { faces: [scenes.face(pose)] } }));
    assert.equal(onlyChange(steps, 'opened', 'looking-away').signal.direction, direction);
  }
});

test('measures a look from the baseline of this camera, not from its zero', () => {
  const besideScreen: scenes.Stretch = { forMs: 6000, scene: { faces: [scenes.face({ yawDeg: 20 })] } };
  const calm = play(film(besideScreen, { forMs: 10_000, scene: { faces: [scenes.face({ yawDeg: 36 })] } }));
  assert.deepEqual(storyOf(calm), []);
  const away = play(film(besideScreen, { forMs: 10_000, scene: { faces: [scenes.face({ yawDeg: -5 })] } }));
  assert.equal(onlyChange(away, 'opened', 'looking-away').signal.direction, 'left');
});

test('says nothing of a candidate whom it cannot see', () => {
  const blind = { faces: [], seen: [scenes.PERSON, scenes.PHONE, scenes.SECOND_PERSON] };
  const still = { ...USUAL_QUALITY, change: 0 };
  const recorded = { ...USUAL_QUALITY, repetition: 0.95 };
  for (const quality of [LID, NIGHT, scenes.GLARE, scenes.OUT_OF_FOCUS, still, recorded]) {
    const steps = play(film(CALM, { forMs: 30_000, scene: { ...blind, quality } }));
    assert.equal(changesOf(steps).length, 1, storyOf(steps).join(', '));
    assert.equal(steps.at(-1)?.risk.score, 0);
  }
});

test('says nothing of the details of a face that is too dark, blurred or small, but that it is', () => {
  const unread = {
    dark: scenes.UNLIT_FACE.quality,
    blurred: scenes.BLURRED_FACE.quality,
    'face-too-small': scenes.FAR_FACE.quality,
  };
  const details: Partial<FaceObservation>[] = [
    { headPose: { yawDeg: 50, pitchDeg: -10, rollDeg: 0, confidence: 0.9 } },
    { gaze: { x: 0.14, confidence: 0.9 } },
    { eyes: { opening: 0.06, confidence: 0.9 } },
    { identity: { similarity: 0.1 } },
  ];
  for (const [kind, quality] of Object.entries(unread)) {
    const small = kind === 'face-too-small' ? { box: scenes.FAR_FACE.box } : {};
    const faces = [
      ...details.map((detail) => scenes.faceWith({ ...detail, quality, ...small })),
      { ...scenes.MASKED, quality: { ...quality, interOcularPx: null }, ...small },
    ];
    for (const [index, seen] of faces.entries()) {
      const steps = play(film(CALM, { forMs: 20_000, scene: { faces: [seen] } }), IDENTIFYING);
      const kinds = changesOf(steps).map(({ signal }) => signal.kind);
      assert.deepEqual(kinds, [kind], `${kind} ${index}: ${storyOf(steps).join(', ')}`);
      assert.equal(steps.at(-1)?.risk.score, 0);
    }
    const speaks = (passedMs: number): scenes.Scene => {
      const [face] = scenes.talking(passedMs).faces ?? [];
      return { faces: face ? [{ ...face, quality, ...small }] : [] };
    };
    const steps = play(film(CALM, { forMs: 20_000, scene: speaks }));
    assert.deepEqual(
      changesOf(steps).map(({ signal }) => signal.kind),
      [kind],
    );
  }
});

test('a face that can not be read still is there, and so are a phone and a visitor', () => {
  const scene = { faces: [scenes.FAR_FACE], seen: [scenes.PERSON, scenes.PHONE, scenes.SECOND_PERSON] };
  const kinds = changesOf(play(film(CALM, { forMs: 20_000, scene }))).map(({ signal }) => signal.kind);
  assert.deepEqual(kinds.toSorted(), ['extra-person', 'face-too-small', 'phone']);
});

test('learns what is usual anew for another camera, and measures against a calibration where there is one', () => {
  const behaviour = new Behaviour({ policy: scenes.STANDARD, boot: BOOT });
  const neutral = { yawDeg: -20, pitchDeg: -10, gazeX: 0 };
  const axis = (name: 'x' | 'y') =>
    ({ used: true, map: usualMap(name, neutral), errorShare: 0.07, baselineErrorShare: 0.2 }) as const;
  behaviour.calibrate({ used: true, neutral, x: axis('x'), y: axis('y') });
  const front = film({ forMs: 10_000, scene: { faces: [scenes.face({ yawDeg: -20 })] } });
  assert.deepEqual(storyOf(front.map((each) => behaviour.observe(each))), []);
  const aside = film({
    forMs: 20_000,
    scene: { faces: [{ ...scenes.face({ yawDeg: -20 }), gaze: { x: -0.2, confidence: 0.9 } }] },
  });
  const steps = aside.slice(100).map((each) => behaviour.observe(each));
  const { signal } = onlyChange(steps, 'opened', 'gaze-off-screen');
  assert.equal(signal.direction, 'left');
});

test('calls a machine that misses its floors for long slow, and still watches', () => {
  const steps = play(film(CALM, { forMs: 20_000, scene: { tooSlow: true, faces: [], seen: [] } }));
  assert.deepEqual(storyOf(steps), ['opened face-absent at 9.0', 'opened slow-inference at 16.0']);
});

test('learns the baseline anew once the camera was moved, and calls the new view no look away', () => {
  const quality = { ...USUAL_QUALITY, backgroundChange: 0.8 };
  const turned = [scenes.face({ yawDeg: -35 })];
  const slight = [scenes.face({ yawDeg: -25 })];
  const moved: scenes.Stretch[] = [
    { forMs: 8000, scene: { faces: turned, quality } },
    { forMs: 10_000, scene: { faces: slight } },
  ];
  assert.deepEqual(storyOf(play(film(CALM, ...moved))), [
    'opened camera-moved at 10.0',
    'closed camera-moved at 16.9',
  ]);
  const away: scenes.Stretch = { forMs: 6000, scene: { faces: [scenes.face({ yawDeg: 10 })] } };
  const { signal } = onlyChange(play(film(CALM, ...moved, away)), 'opened', 'looking-away');
  assert.equal(signal.direction, 'right');
});

test('adds nothing to the risk for whatever the camera can not show', () => {
  for (const { kind, scene } of SCENES.filter((each) => isCoverage(each.kind))) {
    const steps = play(film(CALM, { forMs: 30_000, scene }));
    assert.deepEqual([kind, steps.at(-1)?.risk.score], [kind, 0]);
  }
});

test('keeps a signal through a short blindness, and ends it where it was last seen in a long one', () => {
  const absent: scenes.Stretch = { forMs: 5000, scene: { faces: [], seen: [] } };
  const short = play(film(CALM, absent, { forMs: 4000, scene: 'no-frame' }, absent));
  assert.equal(changesOf(short).filter((change) => change.signal.kind === 'face-absent').length, 1);
  const long = play(film(CALM, absent, { forMs: 15_000, scene: 'no-frame' }));
  assert.equal(onlyChange(long, 'closed', 'face-absent').signal.endedAt, START + CALM.forMs + 4900);
});

test('takes no second person from the double boxes of one', () => {
  const head = scenes.object('person', { x: 330, y: 90, width: 180, height: 210 }, 0.7);
  const twin = scenes.object('person', { x: 250, y: 80, width: 400, height: 400 }, 0.6);
  const arm = scenes.object('person', { x: 230, y: 330, width: 50, height: 150 }, 0.7);
  const doubleFace = scenes.face({}, { x: 360, y: 130, width: 130, height: 170 });
  const scene = { faces: [scenes.face(), doubleFace], seen: [scenes.PERSON, head, twin, arm] };
  assert.deepEqual(storyOf(play(film(CALM, { forMs: 20_000, scene }))), []);
});

test('takes no phone from something on a far shelf, too large, too small or too uncertain', () => {
  const { box } = scenes.PHONE;
  const mimics = [
    { ...scenes.PHONE, box: { ...box, x: 10, y: 10 } },
    { ...scenes.PHONE, box: { x: 100, y: 0, width: 640, height: 400 } },
    { ...scenes.PHONE, box: { ...box, width: 20, height: 30 } },
    { ...scenes.PHONE, score: 0.24 },
  ];
  for (const mimic of mimics) {
    assert.deepEqual(
      storyOf(play(film(CALM, { forMs: 20_000, scene: { seen: [scenes.PERSON, mimic] } }))),
      [],
    );
  }
});

test('takes no book from a shelf beside the head', () => {
  const shelf = { ...scenes.BOOK, box: { ...scenes.BOOK.box, y: 100 } };
  assert.deepEqual(storyOf(play(film(CALM, { forMs: 20_000, scene: { seen: [scenes.PERSON, shelf] } }))), []);
});

test('finds a phone that the object net sees only in every second look', () => {
  const observations = film(CALM, { forMs: 20_000, scene: {} }).map((each, index) => {
    const seen = index >= 60 && index % 14 === 0 ? [scenes.PERSON, scenes.PHONE] : [scenes.PERSON];
    return scenes.frame(each.capturedAt, { seen }, index % 7 === 0);
  });
  const { signal } = onlyChange(play(observations), 'opened', 'phone');
  assert.ok(signal.openedAt < START + 12_000, `${signal.openedAt - START}`);
  assert.ok(signal.confidence <= 0.8);
});

test('puts a phone or a second person of 10 s on alert, and an absence of 8 s on watch or above', () => {
  const seconds = (forMs: number, scene: scenes.Scene) =>
    play(film(CALM, { forMs, scene }, { forMs: 1500, scene: {} })).at(-1)?.risk.level;
  assert.equal(seconds(10_000, { seen: [scenes.PERSON, scenes.PHONE] }), 'alert');
  assert.equal(seconds(10_000, { faces: [scenes.face(), SECOND_FACE] }), 'alert');
  assert.equal(seconds(10_000, { seen: [scenes.PERSON, scenes.SECOND_PERSON] }), 'alert');
  assert.equal(seconds(8000, { faces: [], seen: [] }), 'watch');
});

test('does not watch for what the policy switches off', () => {
  const { conduct } = scenes.STANDARD;
  const policy = Policy.parse({ conduct: { ...conduct, phone: { ...conduct.phone, enabled: false } } });
  const observations = film(CALM, { forMs: 20_000, scene: { seen: [scenes.PERSON, scenes.PHONE] } });
  assert.deepEqual(storyOf(play(observations, policy)), []);
});

test('closes what is open at the end, and goes on with the next number', () => {
  const behaviour = new Behaviour({ policy: scenes.STANDARD, boot: BOOT, firstSignal: 7 });
  const observations = film(CALM, { forMs: 5000, scene: { faces: [], seen: [] } });
  for (const observation of observations) behaviour.observe(observation);
  const end = START + 12_000;
  const { at, changes } = behaviour.finish(end);
  assert.equal(at, end);
  assert.deepEqual(
    changes.map(({ type, signal }) => [type, signal.id, signal.endedAt]),
    [['closed', `${BOOT}-7`, START + 10_900]],
  );
  assert.equal(behaviour.nextSignal, 8);
  assert.deepEqual(behaviour.finish(end).changes, []);
});

test('ends what was open before the clock was set or the record stopped', () => {
  for (const jump of [3_600_000, -3_600_000]) {
    const before = film(CALM, { forMs: 5000, scene: { faces: [], seen: [] } });
    const after = before.slice(60).map((each) => ({ ...each, capturedAt: each.capturedAt + 5000 + jump }));
    const steps = play([...before, ...after]);
    const types = changesOf(steps).map(({ type, signal }) => [type, signal.endedAt]);
    assert.deepEqual(types, [
      ['opened', null],
      ['closed', START + 10_900],
      ['opened', null],
    ]);
  }
});

test('a seat whose policy keeps the camera shut is judged by nothing, not even by what came late', () => {
  const shut = Policy.parse({ camera: { enabled: false } });
  const stretches = SCENES.map(({ scene }) => ({ forMs: 20_000, scene }));
  const steps = play(film(CALM, ...stretches), shut);
  assert.deepEqual(changesOf(steps), []);
  assert.ok(steps.every(({ risk }) => risk.score === 0));
});
