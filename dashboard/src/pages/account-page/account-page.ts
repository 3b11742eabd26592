import type { LoginList, Me } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { baseStyles } from '../../components/base.styles.js';
import { fieldStyles } from '../../components/field.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { refusalOf } from '../../lib/errors.js';
import { dayAndTime } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import { accountPageStyles } from './account-page.styles.js';
import '../../components/second-factor/second-factor.js';
import '../../components/top-bar/top-bar.js';

const LEAST_LENGTH = 8;

/** Who is signed in: the password, and where else. */
@customElement('invigil-account-page')
export class AccountPage extends LitElement {
  static override styles = [baseStyles, fieldStyles, accountPageStyles];

  @property({ attribute: false }) me: Me | null = null;

  @state() private logins: LoginList['logins'] | 'loading' | 'failed' = 'loading';
  @state() private said: { isFault: boolean; text: string } | null = null;
  @query('form') private readonly form!: HTMLFormElement | null;
  @query('[name=old]') private readonly old!: HTMLInputElement | null;
  @query('[name=new]') private readonly next!: HTMLInputElement | null;

  private readonly live = new LiveController(this);

  protected override firstUpdated(): void {
    document.title = `${words.account} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    const { me } = this;
    return html`
      <invigil-top-bar .live=${false}><h1>${words.account}</h1></invigil-top-bar>
      <main>
        ${
          me === null
            ? nothing
            : html`<p>
                <b>${me.name}</b>, ${words.roles[me.role]}.
                ${me.rooms === undefined ? nothing : html`<span class="quiet">${words.yourRooms(me.rooms)}</span>`}
              </p>`
        }
        <section class="panel">
          <h2>${words.changePassword}</h2>
          <form @submit=${this.onSubmit}>
            <label
              ><span class="quiet">${words.oldPassword}</span>
              <input name="old" type="password" autocomplete="current-password" required maxlength="256"
            /></label>
            <label
              ><span class="quiet">${words.newPassword}</span>
              <input name="new" type="password" autocomplete="new-password" required maxlength="256"
            /></label>
            <button>${words.changePassword}</button>
          </form>
          <p class=${this.said?.isFault === true ? 'fault' : ''} role="status">${this.said?.text}</p>
        </section>
        <section class="panel">
          <h2>${words.factor}</h2>
          <invigil-second-factor .on=${me?.secondFactor === true}></invigil-second-factor>
        </section>
        <section class="panel">
          <h2>${words.logins}</h2>
          ${this.renderLogins()}
        </section>
      </main>
    `;
  }

  private renderLogins(): TemplateResult {
    const { logins } = this;
    if (logins === 'loading') return html`<p class="quiet" role="status">${words.loading}</p>`;
    if (logins === 'failed')
      return html`<p class="fault" role="alert">
        ${words.loginsFailed} <button @click=${() => this.load()}>${words.again}</button>
      </p>`;
    return html`<ul role="list">
        ${logins.map(({ address, createdAt, current, expiresAt, id }) => {
          const from = address === null ? words.fromUnknown : words.fromAddress(address);
          return html`<li>
            <span class="figures">
              ${current ? html`<b>${words.sentence(words.thisBrowser)}</b>, ${from}` : words.sentence(from)},
              <span class="quiet">${words.loginLasts(dayAndTime(createdAt), dayAndTime(expiresAt))}</span>
            </span>
            ${
              current
                ? nothing
                : html`<button
                    aria-label=${`${words.endLogin}: ${from}, ${dayAndTime(createdAt)}`}
                    @click=${() => this.end(id)}
                  >
                    ${words.endLogin}
                  </button>`
            }
          </li>`;
        })}
      </ul>
      <button class="all" @click=${() => this.live.services?.hub.signOutEverywhere()}>
        ${words.endAll}
      </button>`;
  }

  private async load(): Promise<void> {
    this.logins = 'loading';
    this.logins = (await this.live.services?.hub.logins().catch(() => undefined)) ?? 'failed';
  }

  private async end(id: string): Promise<void> {
    await this.live.services?.hub.endLogin(id).catch(() => undefined);
    await this.load();
  }

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { form } = this;
    const { services } = this.live;
    if (form === null || services === undefined) return;
    const [old, next] = [this.old?.value ?? '', this.next?.value ?? ''];
    if (next.length < LEAST_LENGTH) {
      this.said = { isFault: true, text: words.passwordTooShort };
      return;
    }
    try {
      await services.hub.changePassword({ old, new: next });
      this.said = { isFault: false, text: words.passwordChanged };
      form.reset();
      await this.load();
    } catch (err) {
      const why = refusalOf(err);
      this.said = {
        isFault: true,
        text: why === null ? words.passwordFailed : words.passwordRefused(why),
      };
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-account-page': AccountPage;
  }
}
