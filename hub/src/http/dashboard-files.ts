import { said } from '@invigil/contract';
import { access } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { wantsPage } from './access.js';
import { refuse } from './refusal.js';

/** The built dashboard, behind the log-in like everything else. Any page address gives its `index.html`. */
export async function dashboardFiles(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder !== undefined) {
    const assets = join(folder, 'assets', sep);
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      // The build packed them (dashboard/src/build/packed-files.ts).
      preCompressed: true,
      setHeaders: (response, path) => {
        // Vite names what lies in assets/ by its content.
        const cache = path.startsWith(assets) ? 'private, max-age=31536000, immutable' : 'private, no-cache';
        response.header('cache-control', cache);
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = folder !== undefined && wantsPage(request) && !request.url.startsWith('/api/');
    return isPage && (await isThere(join(folder, 'index.html')))
      ? reply.sendFile('index.html')
      : refuse(reply, 'not-found', said('nothing-here'));
  });
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
