import { MAX_NAMES, MAX_WHAT, type Policy, type ReportDetail, type SoftwareReport } from '@invigil/contract';
import type { HeldFacts, MachineHeldKind } from './machine/held-facts.js';
import type { MachineEvent } from './machine/machine-events.js';
import { MACHINE_SOURCES } from './machine/machine-sources.js';
import type { MachineFacts } from './machine/machine-watch.js';
import { MACHINE_HELD_KINDS } from './recorded.js';

const SOURCE = 'machine';

/** What follows for the judgement from what is known of the machine, as far as the policy asks for it. */
export class MachineReports {
  readonly #policy: () => Policy;
  readonly #told = new Map<MachineHeldKind, string>();
  /** Sources that were read at least once: one that is not read any more is a loss. */
  readonly #readable = new Set<string>();
  #presence: 'there' | 'silent' | undefined;
  #held: HeldFacts | undefined;

  constructor(policy: () => Policy) {
    this.#policy = policy;
  }

  /** @param at now, epoch ms */
  of({ events, held, unread }: MachineFacts, at: number): SoftwareReport[] {
    this.#held = held;
    return [...this.#presenceOf(unread, at), ...this.#heldOf(held, at), ...events.map(reportOf)];
  }

  /** Another policy is in force: what it newly asks for and is there holds from now on, for nobody was to know of it before. @param at now, epoch ms */
  policyChanged(at: number): SoftwareReport[] {
    if (this.#held === undefined) return [];
    return this.#heldOf(this.#held, at).map((report) =>
      report.type === 'began' ? { ...report, at, detail: { ...report.detail, fromStart: true } } : report,
    );
  }

  #presenceOf(unread: MachineFacts['unread'], at: number): SoftwareReport[] {
    const lost = new Set<string>(unread.map(({ source }) => source));
    const isUnread =
      MACHINE_SOURCES.every(({ name }) => lost.has(name)) ||
      [...this.#readable].some((name) => lost.has(name));
    for (const { name } of MACHINE_SOURCES) if (!lost.has(name)) this.#readable.add(name);
    const presence = isUnread ? 'silent' : 'there';
    if (presence === this.#presence) return [];
    this.#presence = presence;
    // What it said does not hold for the judgement after a silence: it is said anew.
    this.#told.clear();
    return [{ type: presence, source: SOURCE, at }];
  }

  #heldOf(held: HeldFacts, at: number): SoftwareReport[] {
    const { software } = this.#policy();
    return MACHINE_HELD_KINDS.flatMap((kind): SoftwareReport[] => {
      if (!software[kind].enabled) {
        this.#told.delete(kind);
        return [];
      }
      const things = held[kind];
      const text = things.map(({ id }) => id).join('\n');
      const before = this.#told.get(kind) ?? '';
      if (text === before) return [];
      if (things.length === 0) {
        this.#told.delete(kind);
        return [{ type: 'ended', source: SOURCE, kind, at }];
      }
      this.#told.set(kind, text);
      const since = before === '' ? Math.min(...things.map((thing) => thing.since)) : at;
      const fromStart = things.some((thing) => thing.fromStart);
      const detail = named(
        things.map(({ name }) => name),
        fromStart,
      );
      return [{ type: 'began', source: SOURCE, kind, at: since, detail }];
    });
  }
}

function reportOf(event: MachineEvent): SoftwareReport {
  const { kind } = event;
  switch (kind) {
    case 'suspended':
      return { type: 'happened', source: SOURCE, kind, at: event.to };
    case 'device-changed':
    case 'network-changed':
      return { type: 'happened', source: SOURCE, kind, at: event.at, detail: named([event.name], false) };
  }
}

function named(names: readonly string[], fromStart: boolean): ReportDetail {
  const what = names.filter((name) => name !== '').map((name) => name.slice(0, MAX_WHAT));
  return { ...(what.length > 0 && { what: what.slice(0, MAX_NAMES) }), ...(fromStart && { fromStart }) };
}
