import { type Incident, type JudgementOutcome, seatKey } from '@invigil/contract';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { DashboardError } from '../lib/errors.js';
import { queueWords } from '../lib/queue-words.js';
import { outcomesFor } from '../state/judging.js';
import type { JudgedDetail } from './judge-dialog/judge-dialog.js';
import type { LiveController } from './live-controller.js';
import type { UndoNotice } from './undo-notice/undo-notice.js';
import './judge-dialog/judge-dialog.js';
import './undo-notice/undo-notice.js';

type Host = ReactiveControllerHost & { readonly shadowRoot: ShadowRoot | null };

/** Judging on a page: its dialog, its notice, and its keys. */
export class JudgeController implements ReactiveController {
  readonly #host: Host;
  readonly #live: LiveController;
  /** Called once something was judged and its dialog is closed. */
  readonly #onJudged: () => void;
  #judging: { incident: Incident; outcome: JudgementOutcome } | null = null;
  #judged: JudgedDetail | null = null;

  constructor(host: Host, live: LiveController, onJudged: () => void = () => {}) {
    this.#host = host;
    this.#live = live;
    this.#onJudged = onJudged;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Whether the dialog is open: the page's own keys wait. */
  get isOpen(): boolean {
    return this.#judging !== null;
  }

  /** Opens the dialog. */
  ask(incident: Incident, outcome: JudgementOutcome = 'cleared'): void {
    this.#show({ incident, outcome });
  }

  /** A key on an incident, or on none: the number of an outcome judges it, `u` takes back what was judged last. */
  key(key: string, incident: Incident | undefined): void {
    if (key === 'u') {
      this.undo();
      return;
    }
    const outcome = incident && outcomesFor(incident)[Number(key) - 1];
    if (incident !== undefined && outcome !== undefined) this.ask(incident, outcome);
  }

  /** Takes back what was judged last, while its notice stands. */
  undo(): void {
    void this.#notice?.undo();
  }

  /** Says what was judged elsewhere on the page, and offers to take it back. */
  async tell(detail: JudgedDetail): Promise<void> {
    for (const incident of detail.incidents)
      this.#live.services?.store.dispatch({ type: 'incident', incident });
    this.#judged = detail;
    this.#show(null);
    await this.#host.updateComplete;
    this.#onJudged();
  }

  /** Says something about what is done here. */
  say(text: string): void {
    this.#notice?.say(text);
  }

  /** Who is signed in looks at an incident from now on, in place of who did; who does already gives it back. */
  async acknowledge(incident: Incident): Promise<void> {
    const { services } = this.#live;
    if (services === undefined) return;
    const before = incident.acknowledged?.by ?? null;
    const isOwn = before !== null && before === services.personal.user;
    const label = this.#labelOf(incident);
    try {
      const now = isOwn
        ? await services.incidents.giveBack(incident)
        : await services.incidents.acknowledge(incident, before);
      services.store.dispatch({ type: 'incident', incident: now });
      if (before !== null && !isOwn) this.say(queueWords.tookOver(label, before));
    } catch (err) {
      const refused = err instanceof DashboardError && err.code === 'refused';
      this.say(refused ? queueWords.takeRefused(label, err.message) : queueWords.takeFailed(label));
    }
  }

  /** To be drawn once on the page. */
  render(): TemplateResult {
    const judging = this.#judging;
    return html`<invigil-judge-dialog
        .incident=${judging?.incident ?? null}
        .outcome=${judging?.outcome ?? 'cleared'}
        .label=${judging === null ? '' : this.#labelOf(judging.incident)}
        @invigil-judged=${this.#take}
        @invigil-close=${() => this.#show(null)}
      ></invigil-judge-dialog>
      <invigil-undo-notice .done=${this.#judged}></invigil-undo-notice>`;
  }

  #show(judging: { incident: Incident; outcome: JudgementOutcome } | null): void {
    this.#judging = judging;
    this.#host.requestUpdate();
  }

  readonly #take = ({ detail }: CustomEvent<JudgedDetail>): void => {
    void this.tell(detail);
  };

  get #notice(): UndoNotice | null | undefined {
    return this.#host.shadowRoot?.querySelector<UndoNotice>('invigil-undo-notice');
  }

  #labelOf(incident: Incident): string {
    return this.#live.state?.seats.get(seatKey(incident))?.label ?? incident.seat;
  }
}
