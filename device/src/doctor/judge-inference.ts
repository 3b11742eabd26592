import {
  type Birth,
  type DoctorLine,
  doctorLine as line,
  type Health,
  inThousandths as rounded,
} from '@invigil/contract';
import { doctorWords as words } from './doctor-words.js';

/** How often a second the seat looks. */
type Looks = { faces: number; detector: number; objects: number };

/** What was found of the nets and of what computes them. */
export type InferenceFacts = {
  nets: { type: 'whole'; count: number } | { type: 'failed'; why: string };
  wanted: Looks;
  floors: Pick<Looks, 'faces' | 'objects'>;
  /** Most of the processor that the daemon may use, 0–1, and how many cores there are. */
  budget: number;
  cores: number;
  ran:
    | { type: 'held'; inference: Birth['inference']; health: Health }
    | {
        type: 'tried';
        inference: Birth['inference'];
        times: NetTimes;
        /** Time of the object net on providers that are not in use and work, ms. */
        others: Readonly<Record<string, number>>;
      }
    | { type: 'failed'; why: string };
};

/** Median time of a run, ms; undefined: it never ran. */
type NetTimes = {
  faceDetector: NetTime | undefined;
  mesh: NetTime | undefined;
  iris: NetTime | undefined;
  objects: NetTime | undefined;
};
export type NetTime = { name: string; ms: number };

/** What the nets are worth, and whether the machine is fast enough for them. */
export function judgeInference(facts: InferenceFacts): DoctorLine[] {
  const { nets, ran } = facts;
  const whole =
    nets.type === 'whole'
      ? line('nets', 'ok', words.nets.whole(nets.count), { values: { count: nets.count } })
      : line('nets', 'fail', words.nets.fails(nets.why), { todo: words.nets.todo });
  if (ran.type === 'failed') {
    const verdict = nets.type === 'whole' ? 'fail' : 'not-tried';
    const found = nets.type === 'whole' ? words.inference.fails(ran.why) : words.inference.nothing;
    return [whole, line('inference', verdict, found, { todo: words.inference.failsTodo })];
  }
  if (ran.type === 'held') {
    const { health, inference } = ran;
    const times = Object.entries(health.stages).flatMap(([stage, { n, p50 }]): NetTime[] =>
      stage.startsWith('net ') && n > 0 ? [{ name: stage.slice(4), ms: p50 }] : [],
    );
    return [
      whole,
      providerLine(inference, {}, undefined),
      ...(times.length === 0 ? [] : [speedLine(times, true)]),
      ...heldLooks(facts, health),
    ];
  }
  const { inference, others, times } = ran;
  const all = Object.values(times).flatMap((one) => one ?? []);
  return [
    whole,
    providerLine(inference, others, times.objects?.ms),
    speedLine(all, false),
    ...triedLooks(facts, times),
  ];
}

function providerLine(
  { couldBe = [], provider, runtime }: Birth['inference'],
  others: Readonly<Record<string, number>>,
  nowMs: number | undefined,
): DoctorLine {
  const { inference } = words;
  const better = Object.entries(others).filter(([, ms]) => nowMs !== undefined && ms < nowMs);
  const said = [
    inference.found(runtime, provider),
    ...Object.entries(others).map(([name, ms]) => inference.couldBe(name, ms, nowMs ?? ms)),
    ...couldBe.filter((name) => others[name] === undefined).map((name) => inference.isThere(name)),
    ...(couldBe.length === 0 && Object.keys(others).length === 0 ? [inference.noOther] : []),
  ];
  const names = [...new Set([...better.map(([name]) => name), ...couldBe])];
  // What could be faster is no fault: whether it must be, the rates below say.
  return {
    ...line('inference', 'ok', said.join(''), { values: { runtime, provider, couldBe: names.join(' ') } }),
    ...(names[0] !== undefined && { todo: inference.couldBeTodo(names[0]) }),
  };
}

function speedLine(times: readonly NetTime[], told: boolean): DoctorLine {
  return line(
    'inference-speed',
    'ok',
    words.speed.found(
      times.map(({ ms, name }) => [name, ms]),
      told,
    ),
    { values: rounded(Object.fromEntries(times.map(({ ms, name }) => [`${name}Ms`, ms]))) },
  );
}

/** A floor that lies above what is wanted is what is wanted. */
function floorOf({ floors, wanted }: InferenceFacts, kind: 'faces' | 'objects'): number {
  return Math.min(floors[kind], wanted[kind]);
}

function heldLooks(facts: InferenceFacts, { pace }: Health): DoctorLine[] {
  if (pace === undefined) return [];
  const verdict = pace.tooSlow ? 'fail' : 'ok';
  return (['faces', 'objects'] as const).map((kind) =>
    line(
      `looks-${kind}`,
      verdict,
      words.looks.told(kind, pace.allowed[kind], floorOf(facts, kind), pace.wanted[kind]),
      { todo: words.looks.belowFloorTodo, values: rounded({ perSecond: pace.allowed[kind] }) },
    ),
  );
}

/** A face costs a run of the mesh and one of the iris net; each kind of net has a thread of its own. */
function triedLooks(facts: InferenceFacts, times: NetTimes): DoctorLine[] {
  const { budget, cores, wanted } = facts;
  const { faceDetector, iris, mesh, objects } = times;
  if (mesh === undefined || iris === undefined || objects === undefined) return [];
  const faceMs = mesh.ms + iris.ms;
  const busyMs =
    wanted.faces * faceMs + wanted.detector * (faceDetector?.ms ?? 0) + wanted.objects * objects.ms;
  const share = busyMs / 1000 / cores;
  const rates = { faces: 1000 / faceMs, objects: 1000 / objects.ms };
  return (['faces', 'objects'] as const).map((kind) => {
    const floor = floorOf(facts, kind);
    const tooSlow = rates[kind] < floor;
    const verdict = tooSlow ? 'fail' : share > budget || rates[kind] < wanted[kind] ? 'warning' : 'ok';
    return line(
      `looks-${kind}`,
      verdict,
      words.looks.found(kind, rates[kind], floor, wanted[kind]) + words.looks.load(share, budget),
      {
        todo: tooSlow ? words.looks.belowFloorTodo : words.looks.overBudgetTodo,
        values: rounded({ perSecond: rates[kind], processorShare: share }),
      },
    );
  });
}
