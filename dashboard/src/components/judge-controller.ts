import { type Incident, type JudgementOutcome, seatKey } from '@invigil/contract';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
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
      void this.#host.shadowRoot?.querySelector<UndoNotice>('invigil-undo-notice')?.undo();
      return;
    }
    const outcome = incident && outcomesFor(incident)[Number(key) - 1];
    if (incident !== undefined && outcome !== undefined) this.ask(incident, outcome);
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

  readonly #take = async ({ detail }: CustomEvent<JudgedDetail>): Promise<void> => {
    this.#live.services?.store.dispatch({ type: 'incident', incident: detail.incident });
    this.#judged = detail;
    this.#show(null);
    await this.#host.updateComplete;
    this.#onJudged();
  };

  #labelOf(incident: Incident): string {
    return this.#live.state?.seats.get(seatKey(incident))?.label ?? incident.seat;
  }
}
