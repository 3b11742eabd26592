import { Cue, type Challenge } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { refusalOf } from '../../lib/errors.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { type Asking, isBusy, type Shown, shownOf } from '../../state/asking.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { answerCheckStyles } from './answer-check.styles.js';

const EARLIER = 4;

/** Asks whether a person answers at a seat: what to say to the candidate, how much time is left, and what was seen. */
@customElement('invigil-answer-check')
export class AnswerCheck extends LitElement {
  static override styles = [baseStyles, answerCheckStyles];

  @property({ attribute: false }) place = { room: '', seat: '' };
  @property({ attribute: false }) online = false;
  /** Those that were judged, newest first. */
  @property({ attribute: false }) challenges: readonly Challenge[] = [];
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  @state() private cue: Cue = drawCue();
  @state() private asking: Asking = { step: 'idle' };

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult {
    const shown = shownOf(this.asking, this.challenges, this.now);
    const busy = isBusy(shown);
    return html`
      <fieldset ?disabled=${busy}>
        <legend class="quiet">${words.movement}</legend>
        ${Cue.options.map(
          (cue) =>
            html`<label>
              <input type="radio" name="cue" .checked=${cue === this.cue} @change=${() => (this.cue = cue)} />
              ${words.cue[cue]}
            </label>`,
        )}
      </fieldset>
      <p class="said">
        <span class="quiet">${busy ? words.sayNow : words.sayThis}</span> ${words.cueSaid[this.cue]}
      </p>
      <div class="acts">
        <button class="start" aria-disabled=${busy || !this.online} @click=${this.onStart}>
          ${busy ? words.checking : words.startCheck}
        </button>
        <button aria-disabled=${busy} @click=${() => busy || (this.cue = drawCue(this.cue))}>
          ${words.drawMovement}
        </button>
      </div>
      ${shown.step === 'watching' ? renderLeft(shown.leftMs) : nothing}
      <div class="status" role="status">${this.renderStatus(shown)}</div>
      ${this.renderEarlier(shown)}
    `;
  }

  private renderStatus(shown: Shown): TemplateResult | string | typeof nothing {
    switch (shown.step) {
      case 'idle':
        return this.online ? nothing : words.checkOffline;
      case 'sending':
        return words.checkSending;
      case 'watching':
        return html`<span class="said-only">${words.sayNow} ${words.cueSaid[shown.cue]}</span>`;
      case 'over':
        return words.checkOver;
      case 'silent':
        return words.checkSilent;
      case 'refused':
        return shown.reason === null ? words.checkFailed : words.checkRefused(shown.reason);
      case 'judged':
        return renderOutcome(shown.challenge);
    }
  }

  private renderEarlier(shown: Shown): TemplateResult | typeof nothing {
    const current = shown.step === 'judged' ? shown.challenge.id : undefined;
    const earlier = this.challenges.filter(({ id }) => id !== current).slice(0, EARLIER);
    if (earlier.length === 0) return nothing;
    return html`<h3>${words.earlierChecks}</h3>
      <ul class="figures">
        ${earlier.map(
          (challenge) =>
            html`<li>
              <b>${words.outcome[challenge.outcome]}</b>
              <span class="quiet">${words.checkLine(challenge, timeOfDay(challenge.askedAt))}</span>
            </li>`,
        )}
      </ul>`;
  }

  private readonly onStart = async (): Promise<void> => {
    const { cue, live, place } = this;
    const { services } = live;
    if (services === undefined || !this.online) return;
    if (isBusy(shownOf(this.asking, this.challenges, this.now))) return;
    this.asking = { step: 'sending', cue };
    try {
      const { id, until } = await services.hub.giveCue(place, cue);
      this.asking = { step: 'asked', cue, id, until };
    } catch (err) {
      const why = refusalOf(err);
      this.asking = { step: 'refused', reason: why };
    }
  };
}

/** Not read aloud: a number that changes each second would drown what matters. */
function renderLeft(leftMs: number): TemplateResult {
  const seconds = Math.ceil(leftMs / 1000);
  return html`<p class="left figures" aria-hidden="true">${words.secondsLeft(seconds)}</p>`;
}

function renderOutcome({ measured, outcome }: Challenge): TemplateResult {
  return html`<p><b>${words.outcome[outcome]}.</b> ${words.outcomeSays[outcome]}</p>
    <p class="quiet figures">${words.sentence(words.measured(measured).join(', '))}.</p>`;
}

/**
 * A movement drawn by chance, so that nobody can know it before; blinks are left out, since they tell least: everybody blinks.
 * @param other one that is not drawn again
 */
function drawCue(other?: Cue): Cue {
  const cues = Cue.options.filter((cue) => cue !== other && cue !== 'blink-twice');
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return cues[drawn % cues.length] ?? 'turn-left';
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-answer-check': AnswerCheck;
  }
}
