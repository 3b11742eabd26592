import type { FastifyInstance } from 'fastify';
import { HubError } from '../lib/hub-error.js';
import { ROUTES, routeName, ruleOf } from './access-table.js';

/** A route of files, which is there only with a dashboard that was built. */
const FILES = 'GET /*';

/** Keeps the hub from starting where the access table and the routes are not the same. Throws a {@link HubError} `access-table`. */
export function checkTable(app: FastifyInstance): void {
  const there = new Set([FILES]);
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (ruleOf(one, url) === undefined) throw fault(`${one} ${url} is not in the access table`);
      there.add(routeName(one, url));
    }
  });
  app.addHook('onReady', async () => {
    const missing = Object.keys(ROUTES).filter((route) => !there.has(route));
    if (missing.length > 0) throw fault(`the access table names what is not there: ${missing.join(', ')}`);
  });
}

function fault(line: string): HubError {
  return new HubError('access-table', line);
}
