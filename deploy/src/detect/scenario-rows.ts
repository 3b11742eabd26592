import { quantile, row, type Row } from '../bench/rows.js';
import type { JudgedScenario } from './judge-all.js';
import type { Happening, Scenario, Subject } from './scenario.js';
import { confidenceFor, falseAlarmsPerHour, foundOf, hoursOf, type Score, shareFound } from './score.js';

type Told = Exclude<Happening['subject'], 'passage'>;

/** What of each kind is to be found. A phone is as good as its net: it is told, without a goal. */
const LEAST_FOUND: readonly (readonly [Told, { least: number } | undefined])[] = [
  ['face-absent', { least: 0.95 }],
  ['extra-person', { least: 0.95 }],
  ['covered', { least: 0.95 }],
  ['frozen', { least: 0.95 }],
  ['looking-away', { least: 0.9 }],
  ['phone', undefined],
];
const MOST_ALARMS = { most: 1 } as const;

/** Conditions under which scenarios are told apart. */
const CONDITIONS: readonly { name: string; holds: (scenario: Scenario) => boolean }[] = [
  { name: 'dim (light below × 0.6)', holds: ({ view }) => view.gain < 0.6 },
  { name: 'usual light', holds: ({ view }) => view.gain >= 0.6 && view.gain <= 1.1 },
  { name: 'bright (above × 1.1)', holds: ({ view }) => view.gain > 1.1 },
  { name: 'far (size below × 0.85)', holds: ({ view }) => view.zoom < 0.85 },
  { name: 'near (above × 1.1)', holds: ({ view }) => view.zoom > 1.1 },
  { name: 'blurred (σ above 1 px)', holds: ({ view }) => view.blurPx > 1 },
];

/** Figures over all scenarios: found, false alarms, delay, the same at a fixed rate of false alarms, and by condition. */
export function scenarioRows(judged: readonly JudgedScenario[]): Row[] {
  const all = judged.map(({ score }) => score);
  return [
    ...LEAST_FOUND.flatMap(([kind, goal]) => kindRows(judged, kind, goal)),
    row('scenarios: all that happens, found', shareOfAll(all), '', countOf(all)),
    row('scenarios: false alarms of all kinds', falseAlarmsPerHour(all), '/h', all.length),
    passageRow(judged),
    ...CONDITIONS.flatMap(({ holds, name }) => {
      const scores = judged.filter(({ scenario }) => holds(scenario)).map(({ score }) => score);
      return [
        row(`scenarios, ${name}: found`, shareOfAll(scores), '', countOf(scores)),
        row(`scenarios, ${name}: false alarms`, falseAlarmsPerHour(scores), '/h', scores.length),
      ];
    }),
  ];
}

function kindRows(judged: readonly JudgedScenario[], kind: Told, goal: { least: number } | undefined): Row[] {
  const all = judged.map(({ score }) => score);
  const found = foundOf(all, kind);
  const delays = found.flatMap(({ signal, truth }) => (signal ? [signal.openedAt - truth.startMs] : []));
  const half = (split: Scenario['split']): Score[] =>
    judged.filter(({ scenario }) => scenario.split === split).map(({ score }) => score);
  const least = confidenceFor(half('dev'), kind, MOST_ALARMS.most);
  const judging = half('test');
  return [
    row(`${kind}: found`, shareFound(all, kind), '', found.length, goal),
    row(`${kind}: false alarms`, falseAlarmsPerHour(all, kind), '/h', all.length, goal && MOST_ALARMS),
    row(`${kind}: delay to its opening, median`, quantile(delays, 0.5) / 1000, 's', delays.length),
    row(`${kind}: delay to its opening, p95`, quantile(delays, 0.95) / 1000, 's', delays.length),
    row(
      `${kind}: found on the judging half from confidence ${least.toFixed(2)} (≤ 1 false alarm an hour on the other)`,
      shareFound(judging, kind, least),
      '',
      foundOf(judging, kind).length,
    ),
    row(`${kind}: … its false alarms there`, falseAlarmsPerHour(judging, kind, least), '/h', judging.length),
  ];
}

/** Somebody who only walks by is no second person at the seat. */
function passageRow(judged: readonly JudgedScenario[]): Row {
  const subject: Subject = 'passage';
  const passages = judged.filter(({ scenario }) =>
    scenario.happenings.some((one) => one.subject === subject),
  );
  const happened = passages.flatMap(({ scenario }) => scenario.happenings).length;
  const told = passages.flatMap(({ score }) =>
    score.falseAlarms.filter(({ kind }) => kind === 'extra-person'),
  );
  return row('passages behind a candidate told as a second person', told.length / happened, '', happened);
}

function shareOfAll(scores: readonly Score[]): number {
  const found = scores.flatMap((score) => score.found);
  return found.filter(({ signal }) => signal !== null).length / found.length;
}

function countOf(scores: readonly Score[]): number {
  return scores.flatMap(({ found }) => found).length;
}

/** Hours of film behind the rates. */
export function hoursNote(judged: readonly JudgedScenario[]): string {
  return `${judged.length} scenarios, ${hoursOf(judged.map(({ score }) => score)).toFixed(1)} h of film`;
}
