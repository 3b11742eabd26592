import { type Incident, type JudgementOutcome, seatKey } from '@invigil/contract';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { DashboardError, refusalOf } from '../lib/errors.js';
import { queueWords } from '../lib/queue-words.js';
import { outcomesFor } from '../state/judging.js';
import type { JudgedDetail } from '../state/just-judged.js';
import type { LiveController } from './live-controller.js';

/** Judging on a page: its dialog, who looks at what, and its keys. */
export class JudgeController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #live: LiveController;
  /** Called once something was judged, or its dialog was closed without, and nothing lies over the page any more. */
  readonly #onClosed: (isJudged: boolean) => void;
  #judging: { incident: Incident; outcome: JudgementOutcome } | null = null;
  #isJudged = false;

  constructor(
    host: ReactiveControllerHost,
    live: LiveController,
    onClosed: (isJudged: boolean) => void = () => {},
  ) {
    this.#host = host;
    this.#live = live;
    this.#onClosed = onClosed;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Whether the dialog is open: the page's own keys wait. */
  get isOpen(): boolean {
    return this.#judging !== null;
  }

  /** Opens the dialog. */
  ask(incident: Incident, outcome: JudgementOutcome = 'cleared'): void {
    this.#isJudged = false;
    this.#show({ incident, outcome });
    void this.#load();
  }

  /** A key on an incident: the number of an outcome judges it. */
  key(key: string, incident: Incident): void {
    const outcome = outcomesFor(incident)[Number(key) - 1];
    if (outcome !== undefined) this.ask(incident, outcome);
  }

  /** Takes back what was judged last, while its notice stands. */
  undo(): void {
    void this.#live.services?.judged.undo();
  }

  /** Shows what was judged, and offers to take it back. */
  tell(detail: JudgedDetail): void {
    const { services } = this.#live;
    for (const incident of detail.incidents) services?.store.dispatch({ type: 'incident', incident });
    services?.judged.add(detail);
  }

  /** Says something about what is done here. */
  say(text: string): void {
    this.#live.services?.judged.say(text);
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
      const why = refusalOf(err);
      if (why === null) this.say(queueWords.takeFailed(label));
      else if (err instanceof DashboardError && err.refusal === 'conflict')
        this.say(queueWords.takeLate(label));
      else this.say(queueWords.takeRefused(label, why));
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
      @invigil-close=${this.#close}
    ></invigil-judge-dialog>`;
  }

  /** The dialog is no part of what a page needs at first. */
  async #load(): Promise<void> {
    try {
      await import('./judge-dialog/judge-dialog.js');
    } catch {
      this.#show(null);
      this.say(queueWords.notLoaded);
    }
  }

  #show(judging: { incident: Incident; outcome: JudgementOutcome } | null): void {
    this.#judging = judging;
    this.#host.requestUpdate();
  }

  readonly #take = ({ detail }: CustomEvent<JudgedDetail>): void => {
    this.tell(detail);
    this.#isJudged = true;
    this.#show(null);
  };

  readonly #close = (): void => {
    this.#show(null);
    this.#onClosed(this.#isJudged);
  };

  #labelOf(incident: Incident): string {
    return this.#live.state?.seats.get(seatKey(incident))?.label ?? incident.seat;
  }
}
