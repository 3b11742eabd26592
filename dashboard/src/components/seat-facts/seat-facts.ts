import type { Health, SeatView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { duration, timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { seatFactsStyles } from './seat-facts.styles.js';

/** A seat speaks every 5 s: up to this time nothing is late, and a running second would only distract. */
const RECENT_MS = 10_000;

/** How a seat's machine fares, in short. */
@customElement('invigil-seat-facts')
export class SeatFacts extends LitElement {
  static override styles = [baseStyles, seatFactsStyles];

  @property({ attribute: false }) seat: SeatView | undefined;
  /** Hash of the policy that the hub wants at this seat. */
  @property({ attribute: false }) wantedPolicy = '';
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  protected override render(): TemplateResult | undefined {
    const { seat } = this;
    if (seat === undefined) return undefined;
    const state = seat.state === 'online' ? words.live : words.level[seat.state];
    return html`
      <dl class="figures">
        ${fact(
          words.fact.state,
          seat.stateSince === null ? state : words.sinceTime(state, timeOfDay(seat.stateSince)),
        )}
        ${fact(words.fact.heard, seat.heardAt === null ? null : heardWord(this.now - seat.heardAt))}
        ${fact(words.fact.session, seat.session)} ${fact(words.arrangement, seat.arrangement ?? null)}
        ${fact(words.fact.policy, policyWord(seat, this.wantedPolicy))}
        ${seat.health === null ? nothing : healthFacts(seat.health)}
      </dl>
      ${seat.health === null ? html`<p class="quiet">${words.noHealth}</p>` : nothing}
    `;
  }
}

function healthFacts(health: Health): TemplateResult {
  const { clock, disk, rates, outbox, pace } = health;
  const waiting = words.events(outbox.depth);
  return html`
    ${fact(words.fact.captured, words.perSecond(rates.captured))}
    ${fact(words.fact.faces, words.perSecond(rates.faces))}
    ${fact(words.fact.objects, words.perSecond(rates.objects))}
    ${fact(words.fact.pace, pace === undefined ? null : paceWord(pace))}
    ${fact(words.fact.processor, pace === undefined ? null : words.percent(pace.cpuShare))}
    ${fact(words.fact.dropped, String(health.dropped))}
    ${fact(words.fact.outbox, outbox.depth === 0 ? waiting : words.oldest(waiting, duration(outbox.oldestMs)))}
    ${fact(words.fact.memory, words.mebibytes(health.rssMb))}
    ${fact(words.machineFact.disk, disk === undefined ? null : words.diskUse(disk))}
    ${fact(words.machineFact.givenUp, disk === undefined ? null : words.givenUp(disk.givenUp))}
    ${fact(words.machineFact.clock, clock === undefined ? null : words.clockOff(clock.offsetMs, clock.uncertaintyMs))}
    ${fact(words.fact.temperature, health.temperatureC === null ? null : words.celsius(health.temperatureC))}
  `;
}

function heardWord(agoMs: number): string {
  return agoMs < RECENT_MS ? words.recently : words.ago(duration(agoMs));
}

/** What matters most comes first: what is missed, then what saves, then what holds back. */
function paceWord({ budget, resting, tooSlow }: NonNullable<Health['pace']>): string {
  if (tooSlow) return words.tooSlow;
  return resting ? words.resting : words.heldBack[budget];
}

function policyWord({ policyHash, policyIgnored = [] }: SeatView, wanted: string): string | null {
  if (policyHash === null) return null;
  if (policyHash !== wanted) return words.policyOther;
  return policyIgnored.length === 0 ? words.policyAsWanted : words.policyPartly(policyIgnored.length);
}

/** A line of the list; none where nothing is known. */
function fact(name: string, value: string | null): TemplateResult | typeof nothing {
  return value === null
    ? nothing
    : html`<div>
        <dt class="quiet">${name}</dt>
        <dd>${value}</dd>
      </div>`;
}
