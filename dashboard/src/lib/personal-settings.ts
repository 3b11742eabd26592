/** What somebody may turn on for themselves. All of it is off at first. */
export const PERSONAL_OPTIONS = ['sound', 'vibration', 'notification', 'in-front', 'keys-off'] as const;
export type PersonalOption = (typeof PERSONAL_OPTIONS)[number];

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** What each person turned on, kept in this browser. Before it is known who is signed in nothing is on. */
export class PersonalSettings {
  readonly #storage: Store;
  readonly #listeners = new Set<() => void>();
  #user: string | null = null;
  #on: ReadonlySet<PersonalOption> = new Set();

  constructor(storage: Store) {
    this.#storage = storage;
  }

  /** Whose they are; null: it is not known yet. */
  get user(): string | null {
    return this.#user;
  }

  /** From now on they are this person's. */
  of(user: string): void {
    this.#user = user;
    const stored = new Set(this.#storage.getItem(keyOf(user))?.split(' '));
    this.#turn(new Set(PERSONAL_OPTIONS.filter((option) => stored.has(option))));
  }

  has(option: PersonalOption): boolean {
    return this.#on.has(option);
  }

  set(option: PersonalOption, on: boolean): void {
    const next = new Set(this.#on);
    if (on) next.add(option);
    else next.delete(option);
    this.#turn(next);
    if (this.#user !== null) this.#storage.setItem(keyOf(this.#user), [...next].join(' '));
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #turn(on: ReadonlySet<PersonalOption>): void {
    this.#on = on;
    for (const listener of this.#listeners) listener();
  }
}

function keyOf(user: string): string {
  return `invigil-settings:${user}`;
}
