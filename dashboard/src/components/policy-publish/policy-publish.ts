import type { RoomView } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type ListedPolicy, policyApi } from '../../api/policy-api.js';
import { whyNot } from '../../lib/why-not.js';
import { policyWords } from '../../lib/policy-words.js';
import { type RoomRollout, rolloutOf } from '../../state/policy-rollout.js';
import { baseStyles } from '../base.styles.js';
import { formStyles } from '../form.styles.js';
import { LiveController } from '../live-controller.js';
import { tableStyles } from '../table.styles.js';
import { wideTable } from '../wide-table.js';
import { policyPublishStyles } from './policy-publish.styles.js';

/** Publishes a version to rooms, and shows how each seat confirms it. */
@customElement('invigil-policy-publish')
export class PolicyPublish extends LitElement {
  static override styles = [baseStyles, tableStyles, formStyles, policyPublishStyles];

  @property({ attribute: false }) name = '';
  @property({ attribute: false }) version = 1;
  @property({ attribute: false }) policies: readonly ListedPolicy[] = [];
  /** Whether it may be published by who looks. */
  @property({ attribute: false }) may = false;

  @state() private chosen: ReadonlySet<string> = new Set();
  /** It was pressed once and waits for a second press. */
  @state() private asked = false;
  @state() private said: { text: string; isFault: boolean } = { text: '', isFault: false };

  private readonly live = new LiveController(this);
  #busy = false;

  protected override render(): TemplateResult {
    const { state } = this.live;
    const rooms = state?.rooms ?? [];
    if (rooms.length === 0) return html`<p class="quiet">${policyWords.noRooms}</p>`;
    const hash = this.hash();
    const having = rooms.filter(({ policyHash }) => policyHash === hash);
    return html`
      ${this.may ? this.renderForm(rooms) : nothing}
      <p class=${this.said.isFault ? 'fault' : ''} role="status">${this.said.text}</p>
      ${having.map((room) => renderRollout(rolloutOf(room, state?.seats.values() ?? [])))}
    `;
  }

  private renderForm(rooms: readonly RoomView[]): TemplateResult {
    return html`<form @submit=${this.onSubmit}>
      <p class="quiet">${policyWords.publishNotes}</p>
      <fieldset>
        <legend>${policyWords.rooms}</legend>
        ${rooms.map(
          (room) =>
            html`<label class="box"
              ><input
                type="checkbox"
                .checked=${this.chosen.has(room.room)}
                @change=${() => this.toggle(room.room)}
              />
              <span>${room.name} <span class="quiet">${this.hasWords(room)}</span></span></label
            >`,
        )}
      </fieldset>
      <button class=${this.asked ? 'again' : 'act'}>
        ${this.asked ? policyWords.sure(this.names()) : policyWords.publish(this.version)}
      </button>
    </form>`;
  }

  private hash(): string | undefined {
    const all = this.policies.find(({ name }) => name === this.name)?.versions;
    return all?.find(({ version }) => version === this.version)?.hash;
  }

  private hasWords({ policyHash }: RoomView): string {
    if (policyHash === this.hash()) return policyWords.hasThis;
    for (const { name, versions } of this.policies) {
      const had = versions.find(({ hash }) => hash === policyHash);
      if (had !== undefined) return policyWords.has(policyWords.named(name, had.version));
    }
    return policyWords.hasOther;
  }

  private names(): string {
    const rooms = this.live.state?.rooms ?? [];
    return rooms
      .filter(({ room }) => this.chosen.has(room))
      .map(({ name }) => name)
      .join(', ');
  }

  private toggle(room: string): void {
    this.asked = false;
    this.chosen = this.chosen.has(room)
      ? new Set([...this.chosen].filter((one) => one !== room))
      : new Set([...this.chosen, room]);
  }

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { services } = this.live;
    if (services === undefined || this.#busy) return;
    if (this.chosen.size === 0) {
      this.said = { text: policyWords.chooseRoom, isFault: true };
      return;
    }
    if (!this.asked) {
      this.asked = true;
      return;
    }
    this.asked = false;
    this.#busy = true;
    try {
      await policyApi.publish(services.hub, this.name, this.version, [...this.chosen]);
      this.said = { text: policyWords.published(this.names()), isFault: false };
      this.chosen = new Set();
    } catch (err) {
      this.said = { text: whyNot(err), isFault: true };
    } finally {
      this.#busy = false;
    }
  };
}

function renderRollout({ confirmed, room, seats }: RoomRollout): TemplateResult {
  const isWhole = seats.every(({ step }) => step === 'confirmed');
  return html`<section class="panel" aria-label=${room.name}>
    <h2>${room.name}</h2>
    <p role="status">
      ${policyWords.rollout(room.name, confirmed, seats.length)}
      ${isWhole ? policyWords.allConfirmed : nothing}
    </p>
    ${wideTable(
      policyWords.rolloutOf(room.name),
      Object.values(policyWords.rolloutColumns),
      seats.map((one) => renderSeat(one, room)),
      'scrolls',
    )}
  </section>`;
}

function renderSeat({ seat, step }: RoomRollout['seats'][number], room: RoomView): TemplateResult {
  const { arrangement, label, policyHash, wantedPolicyHash = room.policyHash } = seat;
  return html`<tr class=${step}>
    <th scope="row">${policyWords.seat(label)}</th>
    <td>
      <span aria-hidden="true">${step === 'confirmed' ? '✓' : '○'}</span> ${policyWords.step[step]}
      ${arrangement === undefined ? nothing : html`<span class="quiet">(${policyWords.arranged})</span>`}
    </td>
    <td>${renderHash(wantedPolicyHash)}</td>
    <td>${renderHash(policyHash)}</td>
  </tr>`;
}

/** The first digits tell policies apart; the whole hash is there to be compared. */
function renderHash(hash: string | null): TemplateResult | string {
  return hash === null ? '–' : html`<code title=${hash}>${hash.slice(0, 12)}</code>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-policy-publish': PolicyPublish;
  }
}
