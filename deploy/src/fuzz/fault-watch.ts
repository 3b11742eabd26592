/** Hears what nobody caught: each would have ended the process. */
export class FaultWatch {
  readonly #heard: string[] = [];
  readonly #onError = (cause: unknown): void => {
    this.#heard.push(
      `not caught: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
    );
  };

  constructor() {
    process.on('uncaughtException', this.#onError);
    process.on('unhandledRejection', this.#onError);
  }

  /** What was heard since it was last asked. */
  take(): string[] {
    return this.#heard.splice(0);
  }

  stop(): void {
    process.off('uncaughtException', this.#onError);
    process.off('unhandledRejection', this.#onError);
  }
}
