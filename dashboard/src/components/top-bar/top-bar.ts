import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../base.styles.js';
import { topBarStyles } from './top-bar.styles.js';
import '../app-menu/app-menu.js';
import '../connection-status/connection-status.js';
import '../store-notice/store-notice.js';

/**
 * The head of every page.
 * @slot - the page's heading
 * @slot facts - what the page counts
 */
@customElement('invigil-top-bar')
export class TopBar extends LitElement {
  static override styles = [baseStyles, topBarStyles];

  /** Whether what stands below is live. */
  @property({ attribute: false }) live = true;

  protected override render(): TemplateResult {
    return html`<header>
        <div class="title"><slot></slot></div>
        <div class="facts figures"><slot name="facts"></slot></div>
        ${this.live ? html`<invigil-connection-status></invigil-connection-status>` : nothing}
        <invigil-app-menu></invigil-app-menu>
      </header>
      <invigil-store-notice></invigil-store-notice>`;
  }
}
