import { CONDUCT_KINDS, isCoverage } from '@invigil/contract';
import { row, type Row } from '../bench/rows.js';
import type { ClipSpan } from './clip-films.js';
import { CLIP_ONSET_MS, type JudgedClip, type JudgedFairness } from './judge-all.js';
import type { Judged } from './judge-film.js';
import { VARIANTS } from './fairness-films.js';

const HOUR_MS = 3_600_000;
/** Ten hours of calm film may raise five incidents above "watch". */
const MOST_ALERTS_PER_HOUR = 0.5;
/** Labels were read by eye. */
const SLACK_MS = 400;
/** How far the rate of conduct signals may move with light or skin, as a share of the rate in the film as it is. */
const FAIR_WITHIN = 0.15;

/** Figures over calm film: how often somebody would be called to a calm candidate. */
export function calmRows(sessions: readonly Judged[]): Row[] {
  const hours = sessions.reduce((sum, { lengthMs }) => sum + lengthMs, 0) / HOUR_MS;
  if (hours === 0) return [];
  const incidents = sessions.flatMap((session) => session.incidents);
  const alerts = incidents.filter(({ severity }) => severity === 'alert').length;
  const signals = sessions.flatMap((session) => session.signals);
  const blindMs = sessions.reduce((sum, session) => sum + session.blindMs, 0);
  return [
    row('calm film', hours, 'h', sessions.length),
    row('calm film: incidents above watch', alerts, '', sessions.length, {
      most: MOST_ALERTS_PER_HOUR * hours,
    }),
    row(
      'calm film: incidents on watch',
      incidents.filter(({ severity }) => severity === 'watch').length / hours,
      '/h',
      incidents.length,
    ),
    row('calm film: share of the time that was blind', blindMs / (hours * HOUR_MS), '', sessions.length),
    ...CONDUCT_KINDS.flatMap((kind) => {
      const count = signals.filter((signal) => signal.kind === kind).length;
      return count === 0 ? [] : [row(`calm film: ${kind}`, count / hours, '/h', count)];
    }),
  ];
}

/** Figures over the labelled clips: each span by itself. */
export function clipRows(clips: readonly JudgedClip[]): Row[] {
  return clips.flatMap(({ clip: { file, spans }, judged }) =>
    spans.map((span) => {
      const seconds = `${(span.startMs / 1000).toFixed(1)}–${(span.endMs / 1000).toFixed(1)} s`;
      const right = isRight(span, judged) ? 1 : 0;
      const name = `${file}, ${seconds}: ${span.label.replace(/ \(.*$/, '')}, told rightly`;
      // A span shorter than the onset can't open anything.
      const long = span.expected === null || span.endMs - span.startMs > CLIP_ONSET_MS;
      return row(name, right, '', 1, long ? { least: 1 } : undefined);
    }),
  );
}

function isRight({ endMs, expected, startMs }: ClipSpan, { signals }: Judged): boolean {
  const within = signals.filter(
    ({ kind, openedAt }) =>
      !isCoverage(kind) && openedAt >= startMs + (expected ? 0 : SLACK_MS) && openedAt <= endMs + SLACK_MS,
  );
  if (expected === null) return !within.some(({ startedAt }) => startedAt >= startMs);
  return within.some(({ direction, kind }) => kind === expected.kind && direction === expected.direction);
}

/** Figures over the same films in other light and with skin of another luminance. */
export function fairnessRows(films: readonly JudgedFairness[]): Row[] {
  const variants = Object.keys(VARIANTS);
  const rates = new Map(
    variants.map((variant) => [variant, ratesOf(films.filter((one) => one.variant === variant))]),
  );
  const usual = rates.get(variants[0] ?? '');
  if (!usual || usual.films === 0) return [];
  return variants.flatMap((variant) => {
    const rate = rates.get(variant);
    if (!rate || rate.films === 0) return [];
    const moved = Math.abs(rate.conductPerHour / usual.conductPerHour - 1);
    return [
      row(`${variant}: conduct signals`, rate.conductPerHour, '/h', rate.films),
      row(
        `${variant}: … change of that rate`,
        moved,
        '',
        rate.films,
        variant === variants[0] ? undefined : { most: FAIR_WITHIN },
      ),
      row(`${variant}: false alarms`, rate.falsePerHour, '/h', rate.films),
      row(`${variant}: share of the time that was blind`, rate.blind, '', rate.films),
    ];
  });
}

function ratesOf(films: readonly JudgedFairness[]) {
  const hours = films.reduce((sum, { judged }) => sum + judged.lengthMs, 0) / HOUR_MS;
  const conduct = films.flatMap(({ judged }) => judged.signals).filter(({ kind }) => !isCoverage(kind));
  const alarms = films.flatMap(({ score }) => score.falseAlarms);
  const blindMs = films.reduce((sum, { judged }) => sum + judged.blindMs, 0);
  return {
    films: films.length,
    conductPerHour: conduct.length / hours,
    falsePerHour: alarms.length / hours,
    blind: blindMs / (hours * HOUR_MS),
  };
}
