import type { NewUser } from './store/add-user.js';

/** A hub that runs. */
export type Hub = {
  /** Where its HTTP side listens, such as `http://127.0.0.1:8080`. */
  url: string;
  /** Where figures can be read, such as `http://127.0.0.1:9464/metrics`; undefined where none are asked for. */
  metricsUrl: string | undefined;
  /** Where seats connect; undefined where the broker is another's. */
  mqttUrl: string | undefined;
  /** Makes a user. Throws a HubError with code `user-invalid`. */
  addUser(user: NewUser): Promise<void>;
  /** Whether it works: resolves with true once its store has answered. Rejects where the store can't be read. */
  isAlive(): Promise<boolean>;
  /** Says good-bye to the seats, commits what was received, and closes everything. */
  stop(): Promise<void>;
};
