import {
  Policy,
  PROFILES,
  ProfileName,
  type ReplayResult,
  type Role,
  type SeatPolicy,
  type SessionReport,
  WrittenPolicy,
} from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type SessionPlace, recordsApi } from '../../api/records-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { fieldStyles } from '../../components/field.styles.js';
import { listPageStyles } from '../../components/list-page.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { refusalOf } from '../../lib/errors.js';
import { recordsWords } from '../../lib/records-words.js';
import { pathOf } from '../../lib/route.js';
import { words } from '../../lib/words.js';
import { fieldChanges, incidentDiffs } from '../../state/replay-diff.js';
import { recordStyles } from '../records-page/records-page.styles.js';
import { changeList, diffTable } from './replay-sections.js';
import { replayPageStyles } from './replay-page.styles.js';
import '../../components/top-bar/top-bar.js';

/** What is there to replay, and what may be taken. */
type Loaded = { report: SessionReport; wanted: SeatPolicy | null };

/** What another policy would have made of a session. The record stays as it is. */
@customElement('invigil-replay-page')
export class ReplayPage extends LitElement {
  static override styles = [baseStyles, fieldStyles, listPageStyles, recordStyles, replayPageStyles];

  @property({ attribute: false }) place: SessionPlace = { room: '', seat: '', session: '' };
  @property({ attribute: false }) viewerRole: Role | null = null;

  @state() private loaded: Loaded | 'loading' | 'failed' = 'loading';
  @state() private boot = '';
  @state() private faults: readonly string[] = [];
  @state() private said = '';
  @state() private running = false;
  @state() private outcome: { result: ReplayResult; before: Policy | null; after: Policy } | null = null;
  @query('textarea') private readonly text!: HTMLTextAreaElement | null;

  private readonly live = new LiveController(this);

  protected override firstUpdated(): void {
    document.title = `${recordsWords.replayOf(this.place.session)} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    const { loaded } = this;
    return html`
      <invigil-top-bar .live=${false}><h1>${recordsWords.replayOf(this.place.session)}</h1></invigil-top-bar>
      <main>
        <a class="back" href=${pathOf('record', this.place)}>${recordsWords.backToSession}</a>
        <p class="quiet">${recordsWords.replayHelp}</p>
        ${
          loaded === 'loading'
            ? html`<p class="quiet" role="status">${recordsWords.loading}</p>`
            : loaded === 'failed'
              ? html`<p class="fault" role="alert">
                  ${recordsWords.failed} <button @click=${() => this.load()}>${recordsWords.again}</button>
                </p>`
              : loaded.report.tracks.length === 0
                ? this.renderNoTrack(loaded.report)
                : this.renderForm(loaded)
        }
        <p class="state" role="status">${this.said}</p>
        ${this.renderOutcome()}
      </main>
    `;
  }

  private renderNoTrack({ heads }: SessionReport): TemplateResult {
    const boot = heads.at(-1)?.boot;
    const mayAsk = this.viewerRole === 'admin' || this.viewerRole === 'invigilator';
    return html`<section class="panel">
      <p><b>${recordsWords.noTrack}</b></p>
      <p>${mayAsk ? recordsWords.noTrackAsk : recordsWords.noTrackWho}</p>
      ${mayAsk && boot !== undefined ? html`<button class="act" @click=${() => this.askTrack(boot)}>${recordsWords.askTrack}</button>` : nothing}
      <button class="act" @click=${() => this.load()}>${recordsWords.again}</button>
    </section>`;
  }

  private renderForm({ report, wanted }: Loaded): TemplateResult {
    const track = report.tracks.find(({ boot }) => boot === this.boot);
    const inForce = report.policies.find(({ hash }) => hash === track?.policyHash)?.policy ?? null;
    return html`<form class="panel choice" @submit=${this.onSubmit}>
      ${
        report.tracks.length < 2
          ? nothing
          : html`<label
              ><span class="quiet">${recordsWords.boot}</span>
              <select @change=${(event: Event) => (this.boot = valueOf(event))}>
                ${report.tracks.map(({ boot }) => html`<option value=${boot}>${boot}</option>`)}
              </select></label
            >`
      }
      ${track?.finished === false ? html`<p class="quiet">${recordsWords.partTrack}</p>` : nothing}
      <label
        ><span class="quiet">${recordsWords.policy}</span>
        <select name="policy" @change=${(event: Event) => this.choose(valueOf(event), wanted, inForce)}>
          ${ProfileName.options.map((name) => html`<option value=${name}>${name}</option>`)}
          ${wanted === null ? nothing : html`<option value=":seat">${recordsWords.ofSeat}</option>`}
          ${inForce === null ? nothing : html`<option value=":force">${recordsWords.inForce}</option>`}
        </select></label
      >
      <label
        ><span class="quiet">${recordsWords.edit}</span>
        <textarea
          rows="10"
          spellcheck="false"
          aria-describedby="faults"
          aria-invalid=${this.faults.length > 0}
          .value=${jsonOf(profile('standard'))}
        ></textarea>
      </label>
      <div id="faults" role="alert">
        <ul>
          ${this.faults.map((fault) => html`<li class="fault">${fault}</li>`)}
        </ul>
      </div>
      <button class="act" aria-disabled=${this.running}>
        ${this.running ? recordsWords.replaying : recordsWords.run}
      </button>
    </form>`;
  }

  private renderOutcome(): TemplateResult | typeof nothing {
    const { outcome } = this;
    if (outcome === null) return nothing;
    const { after, before, result } = outcome;
    const changes = before === null ? [] : fieldChanges(before, after);
    return html`<section class="panel">
        <h2>${recordsWords.differs}</h2>
        ${before === null ? html`<p>${recordsWords.unknownPolicy}</p>` : changeList(changes)}
      </section>
      <section class="panel">${diffTable(incidentDiffs(result, changes))}</section>`;
  }

  private async load(): Promise<void> {
    const hub = this.live.services?.hub;
    if (hub === undefined) return;
    this.loaded = 'loading';
    this.said = '';
    try {
      const report = await recordsApi.report(hub, this.place);
      const wanted = await recordsApi.policy(hub, this.place).catch(() => null);
      this.boot = report.tracks[0]?.boot ?? '';
      this.loaded = { report, wanted };
    } catch {
      this.loaded = 'failed';
    }
  }

  private choose(name: string, wanted: SeatPolicy | null, inForce: Policy | null): void {
    const known = ProfileName.safeParse(name);
    const policy = known.success ? profile(known.data) : name === ':seat' ? wanted?.policy : inForce;
    if (this.text !== null && policy) this.text.value = jsonOf(policy);
    this.faults = [];
  }

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const hub = this.live.services?.hub;
    const { loaded } = this;
    if (hub === undefined || typeof loaded === 'string' || this.running) return;
    const after = this.read();
    if (after === undefined) return;
    this.running = true;
    this.said = recordsWords.replaying;
    this.outcome = null;
    try {
      const result = await recordsApi.replay(hub, this.place, this.boot, after);
      const { policies, tracks } = loaded.report;
      const hash = tracks.find(({ boot }) => boot === this.boot)?.policyHash;
      const before = policies.find((one) => one.hash === hash)?.policy ?? null;
      this.outcome = { result, before, after };
      this.said = '';
    } catch (err) {
      const why = refusalOf(err);
      this.said = why === null ? recordsWords.noAnswer : recordsWords.refused(why);
    } finally {
      this.running = false;
    }
  };

  /** The policy that is written; undefined where it is none, and then each fault is said by its field. */
  private read(): Policy | undefined {
    const written = parsed(this.text?.value ?? '');
    if ('fault' in written) {
      this.faults = [recordsWords.notJson(written.fault)];
      this.text?.focus();
      return undefined;
    }
    const policy = WrittenPolicy.safeParse(written.value);
    this.faults = (policy.error?.issues ?? []).map(({ message, path }) =>
      recordsWords.fieldFault(
        path.length === 0 ? recordsWords.wholePolicy : path.map(String).join('.'),
        message,
      ),
    );
    if (!policy.success) this.text?.focus();
    return policy.data;
  }

  private async askTrack(boot: string): Promise<void> {
    const hub = this.live.services?.hub;
    if (hub === undefined) return;
    try {
      await recordsApi.askForTrack(hub, this.place, boot);
      this.said = recordsWords.trackAsked;
    } catch (err) {
      const why = refusalOf(err);
      this.said = why === null ? recordsWords.noAnswer : recordsWords.refused(why);
    }
  }
}

function parsed(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (err) {
    return { fault: err instanceof Error ? err.message : String(err) };
  }
}

function profile(name: ProfileName): Policy {
  return Policy.parse({ id: name, ...PROFILES[name].policy });
}

function jsonOf(policy: Policy): string {
  return JSON.stringify(policy, null, 2);
}

function valueOf({ target }: Event): string {
  return target instanceof HTMLSelectElement ? target.value : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-replay-page': ReplayPage;
  }
}
