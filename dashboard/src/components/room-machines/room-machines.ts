import { type Machine, type RoomView, type SeatView, seatKey } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { computesWith, deviceWords } from '../../lib/device-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { MachinesController } from '../machines-controller.js';
import { tableStyles } from '../table.styles.js';

const DAY_MS = 86_400_000;

/** The machines of a room, one line each. */
@customElement('invigil-room-machines')
export class RoomMachines extends LitElement {
  static override styles = [baseStyles, tableStyles];

  @property({ attribute: false }) room: RoomView | null = null;

  private readonly live = new LiveController(this);
  private readonly machines = new MachinesController(this, this.live);

  protected override render(): TemplateResult | typeof nothing {
    const { room } = this;
    const { services, state } = this.live;
    if (room === null || services === undefined || state === undefined) return nothing;
    this.machines.show(room.room);
    const { failed, list } = this.machines;
    const now = services.clock() + state.hubAheadMs;
    return html`
      ${
        failed
          ? html`<p class="fault" role="alert">
              ${deviceWords.failed}
              <button @click=${() => this.machines.load()}>${deviceWords.again}</button>
            </p>`
          : nothing
      }
      ${list === null && !failed ? html`<p class="quiet" role="status">${deviceWords.loading}</p>` : nothing}
      ${list?.machines.length === 0 ? html`<p class="quiet">${deviceWords.noSeats}</p>` : nothing}
      ${
        list === null || list.machines.length === 0
          ? nothing
          : html`<div class="panel scrolls" tabindex="0" role="region" aria-label=${room.name}>
              <table>
                <thead>
                  <tr>
                    ${Object.values(deviceWords.columns).map((text) => html`<th scope="col">${text}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${list.machines.map((machine) => {
                    const seat = state.seats.get(seatKey({ room: room.room, seat: machine.seat }));
                    return renderRow(room.room, machine, { seat, certificates: list.certificates, now });
                  })}
                </tbody>
              </table>
            </div>`
      }
    `;
  }
}

type Beside = { seat: SeatView | undefined; certificates: boolean; now: number };

function renderRow(room: string, machine: Machine, { certificates, now, seat }: Beside): TemplateResult {
  const { certificate, label, told, troubles } = machine;
  const [trouble] = troubles;
  const state = seat === undefined || seat.state === 'online' ? words.live : words.level[seat.state];
  return html`<tr>
    <th scope="row"><a class="device" href=${pathOf('device', { room, seat: machine.seat })}>${label}</a></th>
    <td>${state}</td>
    <td class="figures">${told?.versions.invigil ?? deviceWords.unknown}</td>
    <td class="figures">${told === null ? deviceWords.unknown : cameraText(told.camera)}</td>
    <td>${computesWith(machine)}</td>
    <td class="figures">
      ${
        !certificates
          ? deviceWords.notGiven
          : certificate === null
            ? deviceWords.noCertificate
            : deviceWords.daysLeft(Math.floor((certificate.expiresAt - now) / DAY_MS))
      }
    </td>
    <td>${trouble === undefined ? deviceWords.noTrouble : deviceWords.trouble(trouble)}</td>
  </tr>`;
}

function cameraText({ granted }: NonNullable<Machine['told']>['camera']): string {
  return granted === null
    ? deviceWords.noCamera
    : deviceWords.format(granted.width, granted.height, granted.fps);
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-room-machines': RoomMachines;
  }
}
