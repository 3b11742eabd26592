import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { LiveState } from '../state/live-state.js';
import { servicesContext, type Services } from './services.js';

type Seen = (state: LiveState, before: LiveState) => void;

/** Renders its host again after each change of the live state. */
export class LiveController implements ReactiveController {
  readonly #host: LitElement;
  readonly #seen: Seen | undefined;
  readonly #consumer: ContextConsumer<typeof servicesContext, LitElement>;
  #unsubscribe: (() => void) | undefined;

  /** @param seen called with each change, before the host renders */
  constructor(host: LitElement, seen?: Seen) {
    this.#host = host;
    this.#seen = seen;
    this.#consumer = new ContextConsumer(host, {
      context: servicesContext,
      callback: (services) => this.#listen(services),
    });
    host.addController(this);
  }

  /** Undefined until the host stands inside the app. */
  get services(): Services | undefined {
    return this.#consumer.value;
  }

  get state(): LiveState | undefined {
    return this.services?.store.state;
  }

  hostConnected(): void {
    if (this.services !== undefined) this.#listen(this.services);
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #listen(services: Services): void {
    this.#unsubscribe?.();
    this.#unsubscribe = services.store.subscribe((state, before) => {
      this.#seen?.(state, before);
      this.#host.requestUpdate();
    });
    this.#host.requestUpdate();
  }
}
