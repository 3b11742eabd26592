import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { Role, type RoomView, type User } from '@invigil/contract';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { actOnUser, addUser, changeUser, resetPassword, signOutUser } from '../../api/user-api.js';
import { userWords } from '../../lib/user-words.js';
import { whyNot } from '../../lib/why-not.js';
import { words } from '../../lib/words.js';
import { baseStyles } from '../base.styles.js';
import { dialogStyles } from '../dialog.styles.js';
import { fieldStyles } from '../field.styles.js';
import { LiveController } from '../live-controller.js';
import { userDialogStyles } from './user-dialog.styles.js';

/** What was done to whom: the text of the page's notice. */
export type UserDone = { text: string };

type Act = 'reset' | 'sign-out' | 'totp/off' | 'disable' | 'enable';
/** These take something away: they ask once more. */
const ASKS_AGAIN: ReadonlySet<Act> = new Set<Act>(['reset', 'totp/off', 'disable']);

/**
 * Makes a user, or changes one. Open while `user` is one, or `'new'`.
 * @fires invigil-user-done - with a {@link UserDone}: the list is another now
 * @fires invigil-close - it was closed
 */
@customElement('invigil-user-dialog')
export class UserDialog extends LitElement {
  static override styles = [baseStyles, fieldStyles, dialogStyles, userDialogStyles];

  @property({ attribute: false }) user: User | 'new' | null = null;
  @property({ attribute: false }) rooms: readonly RoomView[] = [];

  @state() private chosenRole: Role = 'invigilator';
  @state() private fault = '';
  /** A password that was made up: told once. */
  @state() private given: { name: string; password: string } | null = null;
  @state() private copied = false;
  /** What was pressed once and waits for a second press. */
  @state() private asked: Act | null = null;

  @query('input[name=name]') private readonly nameField!: HTMLInputElement | null;
  @queryAll('input[name=room]') private readonly boxes!: NodeListOf<HTMLInputElement>;

  private readonly live = new LiveController(this);
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('user')) return;
    const before = changed.get('user');
    // A new list brings the same user anew: what is on the screen stays.
    if (isSame(before ?? null, this.user)) return;
    this.fault = '';
    this.given = null;
    this.asked = null;
    this.chosenRole = this.user === null || this.user === 'new' ? 'invigilator' : this.user.role;
  }

  protected override render(): TemplateResult {
    const { user } = this;
    const label = user === null || user === 'new' ? userWords.add : userWords.changeOf(user.name);
    return html`<wa-dialog
      ?open=${user !== null}
      without-header
      light-dismiss
      label=${label}
      @wa-after-hide=${this.onHide}
    >
      ${user === null ? nothing : html`<h2>${label}</h2>`}
      ${this.given === null ? nothing : this.renderGiven(this.given)}
      ${user === null || this.given !== null ? nothing : this.renderForm(user)}
      <p class="fault" role="alert">${this.fault}</p>
      ${user === null || user === 'new' || this.given !== null ? nothing : this.renderMore(user)}
      ${this.given === null ? nothing : html`<footer><button data-dialog="close">${userWords.close}</button></footer>`}
    </wa-dialog>`;
  }

  private renderGiven({ name, password }: { name: string; password: string }): TemplateResult {
    return html`<div class="given" role="status">
      <p>${userWords.password(name)}</p>
      <p>
        <output class="figures">${password}</output>
        <button @click=${() => this.copy(password)}>
          ${this.copied ? userWords.copied : userWords.copy}
        </button>
      </p>
    </div>`;
  }

  private renderForm(user: User | 'new'): TemplateResult {
    const isNew = user === 'new';
    return html`<form @submit=${this.onSubmit} novalidate>
      ${
        isNew
          ? html`<label
              ><span class="quiet">${userWords.name}</span>
              <input name="name" maxlength="64" autocomplete="off" autofocus aria-describedby="name-help" />
              <span class="quiet" id="name-help">${userWords.nameHelp}</span></label
            >`
          : nothing
      }
      <label
        ><span class="quiet">${userWords.role}</span>
        <select name="role" ?autofocus=${!isNew} @change=${(event: Event) => this.chooseRole(event)}>
          ${Role.options.map(
            (role) =>
              html`<option value=${role} ?selected=${role === this.chosenRole}>${words.roles[role]}</option>`,
          )}
        </select></label
      >
      ${this.chosenRole === 'invigilator' ? this.renderRooms(isNew ? [] : user.rooms) : nothing}
      <footer>
        <button type="button" data-dialog="close">${userWords.cancel}</button>
        <button class="act">${isNew ? userWords.make : userWords.save}</button>
      </footer>
    </form>`;
  }

  private renderRooms(own: readonly string[]): TemplateResult {
    const known = new Set(this.rooms.map(({ room }) => room));
    const gone = own
      .filter((room) => !known.has(room))
      .map((room) => ({ room, name: userWords.unknownRoom }));
    return html`<fieldset>
      <legend class="quiet">${userWords.rooms}</legend>
      ${[...this.rooms, ...gone].map(
        ({ name, room }) =>
          html`<label class="box"
            ><input type="checkbox" name="room" value=${room} .checked=${own.includes(room)} />
            <span>${name} <span class="quiet">${room}</span></span></label
          >`,
      )}
      <p class="quiet">${userWords.roomsHelp}</p>
    </fieldset>`;
  }

  private renderMore(user: User): TemplateResult {
    return html`<section class="more" aria-label=${userWords.more}>
      ${this.renderAct(user, 'reset', userWords.reset, userWords.resetHelp)}
      ${user.logins === 0 ? nothing : this.renderAct(user, 'sign-out', userWords.signOut, userWords.signedIn(user.logins))}
      ${user.secondFactor ? this.renderAct(user, 'totp/off', userWords.factorTakeOff, userWords.factorHelp) : nothing}
      ${
        user.disabledAt === null
          ? this.renderAct(user, 'disable', userWords.disable, userWords.disableHelp)
          : this.renderAct(user, 'enable', userWords.enable, userWords.disabledSince(user.disabledAt))
      }
    </section>`;
  }

  private renderAct(user: User, act: Act, text: string, help: string): TemplateResult {
    const again = this.asked === act;
    return html`<div>
      <button class=${again ? 'again' : ''} @click=${() => this.press(user, act)}>
        ${again ? userWords.sure(text, user.name) : text}
      </button>
      <p class="quiet">${help}</p>
    </div>`;
  }

  private chooseRole(event: Event): void {
    const chosen =
      event.target instanceof HTMLSelectElement ? Role.safeParse(event.target.value).data : undefined;
    if (chosen !== undefined) this.chosenRole = chosen;
  }

  private async copy(password: string): Promise<void> {
    // Where a browser does not allow it, the password stands there to be read.
    await navigator.clipboard?.writeText(password).catch(() => undefined);
    this.copied = true;
  }

  private press(user: User, act: Act): void {
    if (ASKS_AGAIN.has(act) && this.asked !== act) {
      this.asked = act;
      return;
    }
    this.asked = null;
    void this.try(async (hub) => {
      const { name } = user;
      if (act === 'reset') this.tellGiven(await resetPassword(hub, name));
      else if (act === 'sign-out') await signOutUser(hub, name);
      else await actOnUser(hub, name, act);
      return userWords.done[act](name);
    });
  }

  private tellGiven({ password, user }: { password: string | null; user: User }): void {
    this.copied = false;
    if (password !== null) this.given = { name: user.name, password };
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { chosenRole: role, user } = this;
    const rooms = [...this.boxes].filter((box) => box.checked).map((box) => box.value);
    void this.try(async (hub) => {
      if (user === 'new') {
        const name = this.nameField?.value.trim() ?? '';
        this.tellGiven(await addUser(hub, { name, role, rooms }));
        return userWords.done.made(name);
      }
      if (user !== null) await changeUser(hub, user.name, { role, rooms });
      return userWords.done.saved(user?.name ?? '');
    });
  };

  /** Does it once, and tells what became of it. */
  private async try(
    act: (hub: NonNullable<LiveController['services']>['hub']) => Promise<string>,
  ): Promise<void> {
    const { services } = this.live;
    if (services === undefined || this.#busy) return;
    this.#busy = true;
    this.fault = '';
    try {
      const detail: UserDone = { text: await act(services.hub) };
      this.dispatchEvent(new CustomEvent('invigil-user-done', { detail }));
      if (this.given === null) this.dispatchEvent(new CustomEvent('invigil-close'));
    } catch (err) {
      this.fault = whyNot(err);
    } finally {
      this.#busy = false;
    }
  }

  private readonly onHide = (): void => {
    this.dispatchEvent(new CustomEvent('invigil-close'));
  };
}

function isSame(a: User | 'new' | null, b: User | 'new' | null): boolean {
  if (a === null || b === null || a === 'new' || b === 'new') return a === b;
  return a.name === b.name;
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-user-dialog': UserDialog;
  }
}
