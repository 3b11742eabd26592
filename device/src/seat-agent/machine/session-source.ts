import type { Thing } from './machine-state.js';
import { plainName } from './plain-name.js';
import type { SystemFiles } from './system-files.js';

/** Where logind keeps what `loginctl show-session` and sd-login(3) tell; every user may read it. */
const SESSIONS = '/run/systemd/sessions';

/** Sessions of people who are logged in from elsewhere. Who they are, and from where, is not kept. */
export async function readSessions(files: SystemFiles): Promise<Thing[]> {
  const names = await files.names(SESSIONS);
  const sessions = await Promise.all(
    names
      // Beside each session may lie a pipe, NAME.ref, that must not be opened.
      .filter((name) => /^[A-Za-z0-9]+$/.test(name))
      .map(async (id) => parseSession(id, (await files.attribute(`${SESSIONS}/${id}`)) ?? '')),
  );
  return sessions.filter((session) => session !== undefined);
}

/** A session's file; undefined of one that is not remote or is over. */
function parseSession(id: string, text: string): Thing | undefined {
  const field = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  if (field('REMOTE') !== '1' || field('STATE') === 'closing') return undefined;
  // A manager is no person: it runs beside the session of one.
  if (field('CLASS').startsWith('manager')) return undefined;
  const way = field('SERVICE') || field('TYPE');
  return { id: `session ${id}`, name: plainName(way, 'remote session') };
}
