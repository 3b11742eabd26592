import {
  HELD_KINDS,
  type HeldKind,
  type Policy,
  type SignalId,
  type SilenceKind,
  type SoftwareKind,
  type SoftwareReport,
  type SoftwareRule,
  type SoftwareSource,
} from '@invigil/contract';
import type { Spell } from '../run.js';
import type { Tick } from '../timeline.js';
import { HeldWatch } from './held-watch.js';
import { MomentWatch } from './moment-watch.js';
import type { SoftwareSpell } from './software-spell.js';

/** What is told where a part of the software falls silent. */
const SILENCE = {
  page: 'page-silent',
  browser: 'browser-silent',
  editor: 'editor-silent',
  machine: 'machine-unread',
  microphone: 'microphone-lost',
} as const satisfies Record<SoftwareSource, SilenceKind>;

/** One kind of one part of the software that is watched. */
type SoftwareWatch = {
  readonly source: SoftwareSource;
  readonly kind: SoftwareKind | SilenceKind;
  /** The policy gives it no weight. */
  readonly noted: boolean;
  /** Name of the signal that is open; null: none is. */
  id: SignalId | null;
};

type Watched = SoftwareWatch & {
  watch: HeldWatch | MomentWatch;
  /** What one of it weighs, where it is weighed once only; null: as long as it is seen. */
  onceMs: number | null;
};

/** A signal that opened, that happened again while it is open, or that is to be closed. */
export type SoftwareChange = {
  type: 'opened' | 'again' | 'closed';
  watch: SoftwareWatch;
  spell: SoftwareSpell;
  /** What counts in the risk: the spell itself, or what it comes to once and for all. */
  counted: Spell;
};

/** Reads what the seat's own software tells, under one policy. A kind or part that the policy does not ask for is passed over. */
export class SoftwareReader {
  readonly #policy: Policy;
  /** By source and kind, in the order in which they were told first. */
  readonly #watched = new Map<string, Watched>();
  readonly #standing = new Map<SoftwareSource, 'silent' | 'there'>();

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  /** Takes what a part told; the next step says what follows. */
  tell(report: SoftwareReport): void {
    const { at, source, type } = report;
    if (!isHeard(this.#policy, source)) return;
    switch (type) {
      case 'began':
        return this.#held(source, report.kind)?.began(at, report.detail);
      case 'ended':
        return this.#held(source, report.kind)?.ended(at);
      case 'happened':
        return this.#moments(source, report.kind)?.happened(at, report.detail);
      case 'silent':
        this.#standing.set(source, 'silent');
        this.#endHeld(source, at);
        return this.#silence(source)?.began(at);
      case 'there':
        this.#standing.set(source, 'there');
        return this.#silence(source)?.ended(at);
      case 'left':
        this.#standing.delete(source);
        this.#endHeld(source, at);
        return this.#silence(source)?.ended(at);
    }
  }

  /** What follows up to now. */
  step(now: Tick): SoftwareChange[] {
    const changes: SoftwareChange[] = [];
    for (const watched of this.#watched.values()) {
      const { watch } = watched;
      let due = watch.step(now);
      if (due === 'closed') {
        const spell = watch.end();
        if (spell) changes.push(changeOf(due, watched, spell));
        // Another may have begun meanwhile. What opens here is closed with the next step at the earliest.
        due = watch.step(now);
      }
      if ((due === 'opened' || due === 'again') && watch.open)
        changes.push(changeOf(due, watched, watch.open));
    }
    return changes;
  }

  /** The record was interrupted before now: closes what is open; what still holds is seen from now on. */
  interrupt(now: Tick): SoftwareChange[] {
    return this.#close((watch) => (watch instanceof HeldWatch ? watch.interrupt(now) : watch.end()));
  }

  /** Closes what is open. */
  endAll(): SoftwareChange[] {
    return this.#close((watch) => watch.end());
  }

  /** What holds as far as it was told, as reports of a moment: for whoever goes on under another policy. */
  holding(at: number): SoftwareReport[] {
    return [
      ...[...this.#standing].map(([source, type]) => ({ type, source, at })),
      ...[...this.#watched.values()].flatMap(({ kind, source, watch }): SoftwareReport[] => {
        if (!(watch instanceof HeldWatch) || watch.holding === null || !isHeld(kind)) return [];
        const { detail } = watch.holding;
        return [{ type: 'began', source, kind, at, ...(detail && { detail }) }];
      }),
    ];
  }

  #close(end: (watch: Watched['watch']) => SoftwareSpell | null): SoftwareChange[] {
    return [...this.#watched.values()].flatMap((watched) => {
      const spell = end(watched.watch);
      return spell ? [changeOf('closed', watched, spell)] : [];
    });
  }

  #endHeld(source: SoftwareSource, at: number): void {
    for (const one of this.#watched.values()) {
      if (one.source === source && isHeld(one.kind) && one.watch instanceof HeldWatch && one.watch.holding)
        one.watch.ended(at);
    }
  }

  #held(source: SoftwareSource, kind: HeldKind): HeldWatch | undefined {
    const rule = this.#policy.software[kind];
    const { watch } = this.#watch(source, kind, rule, () => new HeldWatch(rule)) ?? {};
    return watch instanceof HeldWatch ? watch : undefined;
  }

  #moments(source: SoftwareSource, kind: Exclude<SoftwareKind, HeldKind>): MomentWatch | undefined {
    const rule = this.#policy.software[kind];
    const { watch } = this.#watch(source, kind, rule, () => new MomentWatch(rule)) ?? {};
    return watch instanceof MomentWatch ? watch : undefined;
  }

  #silence(source: SoftwareSource): HeldWatch | undefined {
    const kind = SILENCE[source];
    const { enabled, offsetMs, onsetMs } = this.#policy.coverage[kind];
    const rule = { enabled, onsetMs, offsetMs, weight: 1 };
    const { watch } = this.#watch(source, kind, rule, () => new HeldWatch(rule)) ?? {};
    return watch instanceof HeldWatch ? watch : undefined;
  }

  #watch(
    source: SoftwareSource,
    kind: Watched['kind'],
    rule: SoftwareRule | { enabled: boolean; weight: number },
    make: () => Watched['watch'],
  ): Watched | undefined {
    if (!rule.enabled) return undefined;
    const key = `${source} ${kind}`;
    const known = this.#watched.get(key);
    if (known) return known;
    const onceMs = 'countsAsMs' in rule ? rule.countsAsMs : null;
    const watched = { source, kind, noted: rule.weight === 0, id: null, watch: make(), onceMs };
    this.#watched.set(key, watched);
    return watched;
  }
}

/** Whether a policy listens to a part of the software at all. */
export function isHeard({ parts }: Pick<Policy, 'parts'>, source: SoftwareSource): boolean {
  const heed = parts[source];
  return typeof heed === 'boolean' ? heed : heed !== 'off';
}

/** Whether a policy asks for what a report says: what it does not is not recorded either. */
export function isAskedFor(policy: Policy, report: SoftwareReport): boolean {
  if (!isHeard(policy, report.source)) return false;
  return 'kind' in report ? policy.software[report.kind].enabled : true;
}

/** A moment's spell counts itself; one that stands is counted as it opened. */
function changeOf(type: SoftwareChange['type'], watched: Watched, spell: SoftwareSpell): SoftwareChange {
  const { onceMs, watch } = watched;
  const standing = onceMs !== null && watch instanceof HeldWatch;
  return { type, watch: watched, spell, counted: standing ? { ...spell, seenMs: onceMs } : spell };
}

function isHeld(kind: Watched['kind']): kind is HeldKind {
  return HELD_KINDS.some((held) => held === kind);
}
