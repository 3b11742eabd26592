import { type HealthHistory, type Machine, type SeatView, seatKey } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadHealth } from '../../api/machine-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { MachinesController } from '../../components/machines-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { RenewController } from '../../components/renew-controller.js';
import { TickController } from '../../components/tick-controller.js';
import { computesWith, deviceWords } from '../../lib/device-words.js';
import { pathOf } from '../../lib/route.js';
import { dayAndTime } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { knownUntil } from '../../state/known-until.js';
import { messagePage } from '../message-page.js';
import { devicePageStyles } from './device-page.styles.js';
import '../../components/health-charts/health-charts.js';
import '../../components/seat-certificates/seat-certificates.js';
import '../../components/seat-facts/seat-facts.js';
import '../../components/top-bar/top-bar.js';

const HOUR_MS = 3_600_000;
/** Times that can be looked back on, hours. */
const RANGES = [1, 6, 24, 7 * 24] as const;
const RENEW_MS = 60_000;

/** The machine of one seat: what it is, how it fared, what its log says, and its certificates. */
@customElement('invigil-device-page')
export class DevicePage extends LitElement {
  static override styles = [baseStyles, tableStyles, devicePageStyles];

  @property({ attribute: false }) place = { room: '', seat: '' };

  @state() private hours: number = RANGES[0];
  @state() private history: HealthHistory | 'loading' | 'failed' = 'loading';

  private readonly live = new LiveController(this);
  protected readonly tick = new TickController(this);
  private readonly machines = new MachinesController(this, this.live);
  protected readonly renew = new RenewController(this, () => this.load(), RENEW_MS);
  #loads = 0;

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    void this.load();
  }

  protected override render(): TemplateResult | undefined {
    const { services, state } = this.live;
    if (services === undefined || state === undefined) return undefined;
    if (state.snapshots === 0) return messagePage(words.product, words.connecting);
    const seat = state.seats.get(seatKey(this.place));
    if (seat === undefined) return messagePage(words.product, words.unknownSeat);
    this.machines.show(seat.room);
    const room = state.rooms.find((one) => one.room === seat.room);
    document.title = `${deviceWords.device(seat.label)} · ${words.product}`;
    return html`
      <invigil-top-bar>
        <h1>${deviceWords.device(seat.label)} <span class="quiet">${room?.name ?? seat.room}</span></h1>
        <nav>
          <a href=${pathOf('devices', {})}>${deviceWords.toDevices}</a>
          <a href=${pathOf('ready', { room: seat.room })}>${deviceWords.toReady}</a>
        </nav>
      </invigil-top-bar>
      <main class=${knownUntil(state) === null ? '' : 'stale'}>
        <section class="panel">
          <h2>${deviceWords.now}</h2>
          <invigil-seat-facts
            .seat=${seat}
            .wantedPolicy=${seat.wantedPolicyHash ?? room?.policyHash ?? ''}
            .now=${services.clock() + state.hubAheadMs}
          ></invigil-seat-facts>
        </section>
        ${this.renderMachine(seat)}
        <section class="panel wide">
          <div class="head">
            <h2 id="health">${deviceWords.health}</h2>
            ${this.renderRanges()}
          </div>
          ${this.renderHealth()}
        </section>
      </main>
    `;
  }

  private renderMachine(seat: SeatView): TemplateResult {
    const { failed, list } = this.machines;
    const machine = list?.machines.find((one) => one.seat === seat.seat);
    if (machine === undefined)
      return html`<section class="panel">
        <h2>${deviceWords.what}</h2>
        ${
          failed
            ? html`<p class="fault" role="alert">
                ${deviceWords.failed}
                <button @click=${() => this.machines.load()}>${deviceWords.again}</button>
              </p>`
            : html`<p class="quiet" role="status">${deviceWords.loading}</p>`
        }
      </section>`;
    return html`
      <section class="panel">
        <h2>${deviceWords.what}</h2>
        ${renderTold(machine)}
      </section>
      <div class="stack">
        <section class="panel">
          <h2>${deviceWords.troubles}</h2>
          <p class="quiet help">${deviceWords.troublesHelp}</p>
          ${renderTroubles(machine)}
        </section>
        <section class="panel">
          <h2>${deviceWords.certificates}</h2>
          ${
            list?.certificates === true
              ? html`<invigil-seat-certificates
                  .place=${{ ...this.place, centre: this.live.state?.centre ?? '' }}
                ></invigil-seat-certificates>`
              : html`<p class="quiet">${deviceWords.certificatesOff}</p>`
          }
        </section>
      </div>
    `;
  }

  private renderRanges(): TemplateResult {
    return html`<div class="ranges" role="group" aria-label=${deviceWords.range}>
      ${RANGES.map(
        (hours) =>
          html`<button aria-pressed=${hours === this.hours} @click=${() => this.choose(hours)}>
            ${deviceWords.hours(hours)}
          </button>`,
      )}
    </div>`;
  }

  private renderHealth(): TemplateResult {
    const { history } = this;
    if (history === 'loading') return html`<p class="quiet" role="status">${deviceWords.loading}</p>`;
    if (history === 'failed')
      return html`<p class="fault" role="alert">
        ${deviceWords.healthFailed} <button @click=${() => this.load()}>${deviceWords.again}</button>
      </p>`;
    if (history.minutes.length === 0) return html`<p class="quiet" role="status">${deviceWords.noHealth}</p>`;
    return html`
      ${history.everyMinutes > 1 ? html`<p class="quiet help">${deviceWords.thinned(history.everyMinutes)}</p>` : nothing}
      <invigil-health-charts .history=${history}></invigil-health-charts>
    `;
  }

  private choose(hours: number): void {
    this.hours = hours;
    void this.load();
  }

  private async load(): Promise<void> {
    const { services, state } = this.live;
    if (services === undefined || state === undefined) return;
    this.#loads += 1;
    const load = this.#loads;
    const now = services.clock() + state.hubAheadMs;
    const history = await loadHealth(services.hub, this.place, now - this.hours * HOUR_MS, now).catch(
      () => 'failed' as const,
    );
    if (load === this.#loads) this.history = history;
  }
}

function renderTold(machine: Machine): TemplateResult {
  const { told } = machine;
  if (told === null) return html`<p class="quiet">${deviceWords.unknown}</p>`;
  const { camera, inference, nets, versions } = told;
  const { asked, granted, usb } = camera;
  const { fact } = deviceWords;
  const lines: [string, string | null][] = [
    [fact.version, versions.invigil],
    [fact.node, versions.node],
    [fact.opencv, versions.opencv],
    [fact.computes, computesWith(machine)],
    [fact.couldBe, inference.couldBe?.join(', ') ?? null],
    [fact.nets, nets.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 8)}`).join(', ')],
    [fact.camera, camera.virtual === true ? `${camera.name}, ${deviceWords.software}` : camera.name],
    [
      fact.asked,
      asked.width === undefined || asked.height === undefined
        ? null
        : deviceWords.format(asked.width, asked.height, asked.fps ?? 0),
    ],
    [
      fact.granted,
      granted === null
        ? deviceWords.noCamera
        : `${deviceWords.format(granted.width, granted.height, granted.fps)} ${granted.fourcc}`,
    ],
    [fact.port, usb === undefined ? null : deviceWords.port(usb.speedMbps, usb.sharedWith)],
    [fact.told, dayAndTime(told.at)],
  ];
  return html`<dl class="figures">
    ${lines.map(([name, value]) =>
      value === null || value === ''
        ? nothing
        : html`<div>
            <dt class="quiet">${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}

function renderTroubles({ troubles }: Machine): TemplateResult {
  if (troubles.length === 0) return html`<p>${deviceWords.noTroubles}</p>`;
  return html`<ul class="troubles figures" role="list">
    ${troubles.map(
      (trouble) =>
        html`<li>
          <b>${deviceWords.level[trouble.level]}</b> ${deviceWords.trouble(trouble)}
          <time class="quiet" datetime=${new Date(trouble.at).toISOString()}>${dayAndTime(trouble.at)}</time>
        </li>`,
    )}
  </ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-device-page': DevicePage;
  }
}
