import { seatKey } from '@invigil/contract';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import type { LiveState } from '../../state/live-state.js';
import { seatWords } from '../../lib/seat-words.js';
import { newHands } from '../../state/new-hands.js';
import { newAlerts } from '../../state/new-alerts.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';

/** Says each new alert to those who listen to the page instead of looking at it. */
@customElement('invigil-announcer')
export class Announcer extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: fixed;
        inset: 0 auto auto 0;
      }
    `,
  ];

  @state() private text = '';

  protected readonly live = new LiveController(this, (now, before) => this.hear(now, before));

  protected override render(): TemplateResult {
    return html`<div class="said-only" role="log" aria-live="polite" aria-label=${words.level.alert}>
      ${this.text}
    </div>`;
  }

  private hear(now: LiveState, before: LiveState): void {
    const said = newAlerts(now, before).map((incident) =>
      words.announce(now.seats.get(seatKey(incident))?.label ?? incident.seat, whatWasSeen(incident.signals)),
    );
    said.push(...newHands(now, before).map((seat) => seatWords.handSaid(seat.label)));
    if (said.length > 0) this.text = said.join(' ');
  }
}
