import { CentreView } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';

/** What this route needs. */
export type CentreViewPort = { read(): CentreView };

/** How the rooms of every hub of the centre view are. */
export async function centreViewRoutes(app: FastifyInstance, view: CentreViewPort): Promise<void> {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/centre',
      { schema: { tags: ['machines'], response: { 200: CentreView } } },
      ({ login }): CentreView => {
        const all = view.read();
        return login?.role === 'admin' ? all : withoutIncidents(all);
      },
    );
}

/** As a technician may see it: whether machines work. */
function withoutIncidents({ hubs, ...view }: CentreView): CentreView {
  return {
    ...view,
    hubs: hubs.map(({ rollup, ...hub }) => ({
      ...hub,
      rollup: rollup && { ...rollup, rooms: rollup.rooms.map((room) => ({ ...room, incidents: null })) },
    })),
  };
}
