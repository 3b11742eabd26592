import type { FreezeBoard, FreezeOverride as Override, Me } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { askOverride, endOverride, grantOverride } from '../../api/freeze-api.js';
import type { Hub } from '../../api/hub.js';
import { freezeWords } from '../../lib/freeze-words.js';
import { whyNot } from '../../lib/why-not.js';
import { baseStyles } from '../base.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';
import { tableStyles } from '../table.styles.js';
import { freezeOverrideStyles } from './freeze-override.styles.js';

/**
 * What of a freeze is lifted, or asked to be. An administrator asks for it here, and grants what another one asked for.
 * @fires invigil-freeze-changed - something of it is different now
 */
@customElement('invigil-freeze-override')
export class FreezeOverride extends LitElement {
  static override styles = [baseStyles, tableStyles, fieldStyles, freezeOverrideStyles];

  @property({ attribute: false }) board: FreezeBoard | null = null;
  @property({ attribute: false }) viewer: Me | null = null;

  @state() private said = '';
  @state() private fault = '';
  /** Empty: the hub; null: none was chosen yet, so the first room. */
  @state() private chosen: string | null = null;

  @query('form') private readonly form!: HTMLFormElement | null;

  private readonly live = new LiveController(this);
  #busy = false;

  protected override render(): TemplateResult | undefined {
    const { board } = this;
    if (board === null) return undefined;
    const isAdmin = this.viewer?.role === 'admin';
    return html`
      <h2>${freezeWords.lifting}</h2>
      <p class="said" role="status">${this.said}</p>
      <p class="fault" role="alert">${this.fault}</p>
      ${
        board.overrides.length === 0
          ? html`<p class="quiet">${freezeWords.none}</p>`
          : this.renderList(board.overrides, isAdmin)
      }
      ${isAdmin ? this.renderForm(board) : nothing}
    `;
  }

  private renderList(overrides: readonly Override[], isAdmin: boolean): TemplateResult {
    const { act, askedBy, of, reason, state: stands } = freezeWords;
    return html`<div class="panel scrolls" tabindex="0" role="region" aria-label=${freezeWords.lifting}>
      <table>
        <thead>
          <tr>
            ${[of, askedBy, stands, ...(isAdmin ? [reason] : [])].map((text) => html`<th scope="col">${text}</th>`)}
            ${isAdmin ? html`<th scope="col"><span class="said-only">${act}</span></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${overrides.map((one) => this.renderRow(one, isAdmin))}
        </tbody>
      </table>
    </div>`;
  }

  private renderRow(one: Override, isAdmin: boolean): TemplateResult {
    const { askedBy, grantedBy, id, reason, until } = one;
    const what = subjectOf(one);
    return html`<tr>
      <th scope="row">${what}</th>
      <td>${askedBy}</td>
      <td>${grantedBy === null ? freezeWords.waits(until) : freezeWords.granted(grantedBy, until)}</td>
      ${isAdmin ? html`<td>${reason}</td>` : nothing}
      ${
        isAdmin
          ? html`<td class="end">
              ${grantedBy === null ? this.renderGrant(one, what) : nothing}
              <button
                aria-label=${freezeWords.endOf(what)}
                @click=${() => this.try((hub) => endOverride(hub, id), freezeWords.done.ended)}
              >
                ${freezeWords.end}
              </button>
            </td>`
          : nothing
      }
    </tr>`;
  }

  private renderGrant({ askedBy, id }: Override, what: string): TemplateResult {
    if (askedBy.toLowerCase() === this.viewer?.name.toLowerCase())
      return html`<span class="quiet">${freezeWords.notOwn}</span>`;
    return html`<button
      class="act"
      aria-label=${freezeWords.grantOf(what)}
      @click=${() => this.try((hub) => grantOverride(hub, id), freezeWords.done.granted)}
    >
      ${freezeWords.grant}
    </button>`;
  }

  private renderForm({ rooms }: FreezeBoard): TemplateResult {
    const chosen = this.chosen ?? rooms[0]?.room ?? '';
    return html`<form class="panel" @submit=${this.onSubmit} aria-label=${freezeWords.askTitle} novalidate>
      <h3>${freezeWords.askTitle}</h3>
      <label
        ><span class="quiet">${freezeWords.of}</span>
        <select name="room" @change=${(event: Event) => this.choose(event)}>
          ${rooms.map(
            ({ name, room }) => html`<option value=${room} ?selected=${room === chosen}>${name}</option>`,
          )}
          <option value="" ?selected=${chosen === ''}>${freezeWords.hub}</option>
        </select></label
      >
      ${
        chosen === ''
          ? nothing
          : html`<label
              ><span class="quiet">${freezeWords.seats}</span>
              <input name="seats" maxlength="2000" autocomplete="off" aria-describedby="seats-help" />
              <span class="quiet" id="seats-help">${freezeWords.seatsHelp}</span></label
            >`
      }
      <label
        ><span class="quiet">${freezeWords.reason}</span>
        <input name="reason" maxlength="500" autocomplete="off" aria-describedby="reason-help" />
        <span class="quiet" id="reason-help">${freezeWords.reasonHelp}</span></label
      >
      <p><button class="act">${freezeWords.ask}</button></p>
    </form>`;
  }

  private choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.chosen = event.target.value;
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { form } = this;
    if (form === null) return;
    const said = new FormData(form);
    const text = (name: string): string => {
      const value = said.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const room = text('room') === '' ? null : text('room');
    const seats = text('seats')
      .split(/[\s,;]+/)
      .filter((seat) => seat !== '');
    const request = { room, seats: seats.length === 0 ? null : seats, reason: text('reason') };
    void this.try(
      (hub) => askOverride(hub, request),
      freezeWords.done.asked,
      () => form.reset(),
    );
  };

  /** Does it once, and tells what became of it. */
  private async try(
    act: (hub: Hub) => Promise<void>,
    said: string,
    after: () => void = () => undefined,
  ): Promise<void> {
    const { services } = this.live;
    if (services === undefined || this.#busy) return;
    this.#busy = true;
    [this.said, this.fault] = ['', ''];
    try {
      await act(services.hub);
      this.said = said;
      after();
    } catch (err) {
      this.fault = whyNot(err);
    } finally {
      this.#busy = false;
      this.dispatchEvent(new CustomEvent('invigil-freeze-changed'));
    }
  }
}

/** Of what it is: the hub, a room, or seats of one. */
function subjectOf({ room, seats }: Override): string {
  if (room === null) return freezeWords.hub;
  return seats === null ? freezeWords.allOf(room) : freezeWords.seatsOf(room, seats.join(', '));
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-freeze-override': FreezeOverride;
  }
}
