import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { urls } from '../../api/urls.js';
import { timeOfDay } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { previewPictureStyles } from './preview-picture.styles.js';

/** The newest picture of a seat's camera, about one a second while the page is looked at. */
@customElement('invigil-preview-picture')
export class PreviewPicture extends LitElement {
  static override styles = [baseStyles, previewPictureStyles];

  @property({ attribute: false }) place: { room: string; seat: string } | undefined;
  @property({ attribute: false }) label = '';
  /** When the newest picture was taken, in ms; null while there is none. */
  @property({ attribute: false }) at: number | null = null;
  /** The camera is kept shut, by arrangement. */
  @property({ attribute: false }) shut = false;
  /** The hub's time, in ms. */
  @property({ attribute: false }) now = 0;

  /** The picture that is shown: it stays until the next has arrived. */
  @state() private shown: { picture: HTMLImageElement; at: number } | null = null;
  #asked: number | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('place') || this.shut) this.shown = null;
    const { place, at } = this;
    if (place === undefined || at === null || at === this.#asked) return;
    this.#asked = at;
    const picture = new Image();
    picture.alt = words.pictureOf(this.label);
    picture.addEventListener('load', () => {
      if (this.place === place && (this.shown === null || at > this.shown.at)) this.shown = { picture, at };
    });
    picture.src = urls.preview(place, at);
  }

  protected override render(): TemplateResult {
    const { shown } = this;
    if (this.shut) return html`<div class="frame empty quiet"><p>${words.cameraShut}</p></div>`;
    if (shown === null) return html`<div class="frame empty quiet"><p>${words.noPicture}</p></div>`;
    const seconds = Math.max(0, Math.floor((this.now - shown.at) / 1000));
    return html`<figure>
      <div class="frame">${shown.picture}</div>
      <figcaption class="quiet figures">
        ${this.now === 0 ? nothing : words.pictureAge(timeOfDay(shown.at), seconds)}
      </figcaption>
    </figure>`;
  }
}
