import { resolve } from 'node:path';
import { systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { appendAudit } from '../store/audit.js';
import { openDatabase } from '../store/open-database.js';
import { findTotp, removeTotp } from '../store/second-factor.js';
import { findUser } from '../store/users.js';

/** Takes the second factor off a user, and tells the audit log. Throws a HubError `not-there`: no such user, or none of it. */
export async function takeFactorOff(config: HubConfig, name: string): Promise<string[]> {
  const db = await openDatabase(resolve(config.dataDir));
  try {
    const user = await findUser(db, name);
    if (user === undefined || (await findTotp(db, user.id)) === undefined)
      throw new HubError('not-there', `${name}: there is no such user, or without a second factor`);
    // Told before it is done, as everything.
    await appendAudit(db, {
      at: systemClock.now(),
      actor: null,
      role: null,
      address: 'console',
      verb: 'totp-disabled',
      subject: user.name,
      count: 1,
    });
    await removeTotp(db, user.id);
    return [`the second factor of ${user.name} is off`];
  } finally {
    await db.destroy();
  }
}
