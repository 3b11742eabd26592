import type { Me } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { menuFor } from '../../lib/menu.js';
import { LANGUAGES, storedLanguage, storeLanguage, type Language } from '../../lib/locale.js';
import { personalWords } from '../../lib/personal-words.js';
import { THEMES, applyTheme, storeTheme, storedTheme, type Theme } from '../../lib/theme.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { LiveController } from '../live-controller.js';
import { appMenuStyles } from './app-menu.styles.js';

/** Each language by its own name, for who can't read the page as it is. */
const CHOICES: readonly { language: Language | null; text: string }[] = [
  { language: null, text: words.asTheBrowser },
  ...LANGUAGES.map(({ code, name }) => ({ language: code, text: name })),
];

/**
 * Who is signed in, how the page looks and speaks, and the way out.
 * @fires invigil-settings - what somebody turns on for themselves is to be opened
 */
@customElement('invigil-app-menu')
export class AppMenu extends LitElement {
  static override styles = [baseStyles, appMenuStyles];

  @state() private me: Me | null = null;
  @state() private theme: Theme = storedTheme(localStorage);
  @state() private failed = false;

  private readonly language = storedLanguage(localStorage);

  @query('#menu') private readonly menu!: HTMLElement | null;

  private readonly live = new LiveController(this);

  protected override render(): TemplateResult {
    // Known before the menu is opened: no line may move under a pointer.
    const me = this.viewer();
    return html`
      <button class="opener" popovertarget="menu" aria-label=${words.menu}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" stroke-width="1.5" />
        </svg>
      </button>
      <div id="menu" popover aria-label=${words.menu} role="group" @beforetoggle=${this.onToggle}>
        <p class="who quiet">${me === null ? nothing : `${me.name} · ${words.roles[me.role]}`}</p>
        <nav aria-label=${words.menu}>
          ${menuFor(me?.role).map(({ href, text }) => html`<a href=${href}>${text}</a>`)}
        </nav>
        ${me?.role === 'auditor' ? nothing : html`<button class="settings" @click=${this.onSettings}>${personalWords.settings}</button>`}
        <fieldset>
          <legend class="quiet">${words.theme}</legend>
          ${THEMES.map((theme) =>
            radio({
              group: 'theme',
              text: words.themes[theme],
              isChosen: theme === this.theme,
              choose: () => this.choose(theme),
            }),
          )}
        </fieldset>
        <fieldset>
          <legend class="quiet">${words.language}</legend>
          ${CHOICES.map(({ language, text }) =>
            radio({
              group: 'language',
              text,
              lang: language,
              isChosen: language === this.language,
              choose: () => this.speak(language),
            }),
          )}
        </fieldset>
        <button class="out" @click=${this.onSignOut}>${words.signOut}</button>
        ${this.failed ? html`<p class="failed" role="alert">${words.signOutFailed}</p>` : nothing}
      </div>
    `;
  }

  protected override firstUpdated(): void {
    // Escape closes the open menu; the page behind it shall not follow it as well.
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.menu?.matches(':popover-open') === true) event.stopPropagation();
    });
  }

  private choose(theme: Theme): void {
    this.theme = theme;
    storeTheme(localStorage, theme);
    applyTheme(document.documentElement, theme, matchMedia('(prefers-contrast: more)').matches);
  }

  /** Texts are read once, when the page is loaded: so it is loaded again. */
  private speak(language: Language | null): void {
    storeLanguage(localStorage, language);
    location.reload();
  }

  private readonly onSettings = (): void => {
    this.menu?.hidePopover();
    this.dispatchEvent(new CustomEvent('invigil-settings', { bubbles: true, composed: true }));
  };

  private viewer(): Me | null {
    return this.live.services?.viewer() ?? this.me;
  }

  private readonly onToggle = async (): Promise<void> => {
    this.requestUpdate();
    if (this.viewer() !== null) return;
    try {
      this.me = (await this.live.services?.hub.me()) ?? null;
    } catch {
      // The name is a courtesy; the page itself says when the hub can't be reached.
    }
  };

  private readonly onSignOut = async (): Promise<void> => {
    this.failed = false;
    try {
      await this.live.services?.hub.signOut();
    } catch {
      this.failed = true;
    }
  };
}

type Radio = { group: string; text: string; lang?: string | null; isChosen: boolean; choose: () => void };

function radio({ choose, group, isChosen, lang, text }: Radio): TemplateResult {
  return html`<label lang=${lang ?? nothing}>
    <input type="radio" name=${group} .checked=${isChosen} @change=${choose} />
    ${text}
  </label>`;
}
