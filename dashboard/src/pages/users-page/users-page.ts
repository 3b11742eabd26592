import type { Me, User } from '@invigil/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadUsers } from '../../api/user-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import type { UserDone } from '../../components/user-dialog/user-dialog.js';
import { dayAndTime } from '../../lib/times.js';
import { userWords } from '../../lib/user-words.js';
import { words } from '../../lib/words.js';
import '../../components/top-bar/top-bar.js';
import '../../components/user-dialog/user-dialog.js';

/** Who may sign in, and what they may do: for administrators. */
@customElement('invigil-users-page')
export class UsersPage extends LitElement {
  static override styles = [baseStyles, tableStyles];

  @property({ attribute: false }) me: Me | null = null;

  @state() private users: readonly User[] = [];
  @state() private step: 'loading' | 'there' | 'failed' = 'loading';
  /** Whose dialog is open. */
  @state() private open: { name: string } | 'new' | null = null;
  @state() private said = '';

  private readonly live = new LiveController(this);

  protected override firstUpdated(): void {
    document.title = `${userWords.title} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    const { open } = this;
    const user =
      open === null || open === 'new' ? open : (this.users.find(({ name }) => name === open.name) ?? null);
    return html`
      <invigil-top-bar .live=${false}><h1>${userWords.title}</h1></invigil-top-bar>
      <main>
        <div class="head">
          <p class="quiet">${userWords.notes}</p>
          <button class="act" @click=${() => this.show('new')}>${userWords.add}</button>
        </div>
        <p class="said" role="status">${this.said}</p>
        ${this.renderList()}
      </main>
      <invigil-user-dialog
        .user=${user}
        .rooms=${this.live.state?.rooms ?? []}
        @invigil-user-done=${this.onDone}
        @invigil-close=${() => (this.open = null)}
      ></invigil-user-dialog>
    `;
  }

  private renderList(): TemplateResult {
    if (this.step === 'failed')
      return html`<p class="fault" role="alert">
        ${userWords.failed} <button @click=${() => this.load()}>${userWords.again}</button>
      </p>`;
    if (this.users.length === 0) return html`<p class="quiet" role="status">${userWords.loading}</p>`;
    const { act, factor, lastLogin, name, role, rooms, state } = userWords.columns;
    return html`<div class="panel scrolls" tabindex="0" role="region" aria-label=${userWords.title}>
      <table>
        <thead>
          <tr>
            ${[name, role, rooms, lastLogin, factor, state].map((text) => html`<th scope="col">${text}</th>`)}
            <th scope="col"><span class="said-only">${act}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.users.map((user) => this.renderRow(user))}
        </tbody>
      </table>
    </div>`;
  }

  private renderRow(user: User): TemplateResult {
    const { disabledAt, lastLoginAt, logins, mustChangePassword, name, role, secondFactor } = user;
    return html`<tr class=${disabledAt === null ? '' : 'quiet'}>
      <th scope="row">
        ${name} ${name === this.me?.name ? html`<span class="quiet">(${userWords.you})</span>` : nothing}
      </th>
      <td>${words.roles[role]}</td>
      <td>${roomsOf(user)}</td>
      <td class="figures">${lastLoginAt === null ? userWords.never : dayAndTime(lastLoginAt)}</td>
      <td>${secondFactor ? userWords.factorOn : userWords.factorOff}</td>
      <td>
        ${[
          ...(disabledAt === null ? [] : [userWords.disabledSince(disabledAt)]),
          ...(logins === 0 ? [] : [userWords.signedIn(logins)]),
          ...(mustChangePassword ? [userWords.mustChange] : []),
        ].join(', ')}
      </td>
      <td class="end">
        <button aria-label=${userWords.changeOf(name)} @click=${() => this.show({ name })}>
          ${userWords.change}
        </button>
      </td>
    </tr>`;
  }

  private show(whose: { name: string } | 'new'): void {
    this.said = '';
    this.open = whose;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    this.step = 'loading';
    try {
      this.users = await loadUsers(services.hub);
      this.step = 'there';
    } catch {
      this.step = 'failed';
    }
  }

  private readonly onDone = ({ detail }: CustomEvent<UserDone>): void => {
    this.said = detail.text;
    void this.load();
  };
}

/** Other roles than an invigilator's have every room, or none of them. */
function roomsOf({ role, rooms }: User): string {
  if (role !== 'invigilator') return role === 'auditor' ? '–' : userWords.every;
  return rooms.length === 0 ? userWords.noRooms : rooms.join(', ');
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-users-page': UsersPage;
  }
}
