import { type Incident, seatKey } from '@invigil/contract';
import { LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ALERT_CHANNELS, type AlertChannel, tellBy } from '../../lib/alert-channels.js';
import { personalWords } from '../../lib/personal-words.js';
import { pathOfIncident } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { whatWasSeen } from '../../state/happening.js';
import type { LiveState } from '../../state/live-state.js';
import { newAlerts } from '../../state/new-alerts.js';
import { ToldAlerts } from '../../state/told-alerts.js';
import { LiveController } from '../live-controller.js';

/** Tells each new alert once, by what somebody turned on for themselves, while they are not looking at the page. It draws nothing. */
@customElement('invigil-alert-teller')
export class AlertTeller extends LitElement {
  readonly #told = new ToldAlerts();

  private readonly live = new LiveController(this, (now, before) => this.hear(now, before));

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): typeof nothing {
    return nothing;
  }

  private hear(now: LiveState, before: LiveState): void {
    const fresh = this.#told.take(newAlerts(now, before));
    const personal = this.live.services?.personal;
    if (fresh.length === 0 || personal === undefined) return;
    if (document.hasFocus() && !personal.has('in-front')) return;
    const channels = ALERT_CHANNELS.filter((channel) => personal.has(channel));
    if (channels.length > 0) void this.tell(fresh, now, channels);
  }

  private async tell(
    incidents: readonly Incident[],
    now: LiveState,
    channels: readonly AlertChannel[],
  ): Promise<void> {
    for (const channel of channels) {
      // One sound, and one vibration, whatever comes at once.
      const each = channel === 'notification' ? incidents : incidents.slice(0, 1);
      await Promise.all(each.map((incident) => tellBy(channel, this.noteOf(incident, now))));
    }
  }

  private noteOf(incident: Incident, now: LiveState) {
    const seat = now.seats.get(seatKey(incident))?.label ?? incident.seat;
    const room = now.rooms.find(({ room }) => room === incident.room)?.name ?? incident.room;
    return {
      title: personalWords.noteTitle(seat, room),
      body: words.sentence(whatWasSeen(incident.signals)),
      tag: incident.id,
      onPress: () => this.live.services?.go(pathOfIncident(incident)),
    };
  }
}
