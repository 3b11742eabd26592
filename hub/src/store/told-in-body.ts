import * as z from 'zod';

const Drawn = z.object({
  signal: z.object({ id: z.string() }).optional().catch(undefined),
  signalId: z.string().optional().catch(undefined),
  challenge: z.object({ id: z.string() }).optional().catch(undefined),
});
const Named = z.object({ pictures: z.array(z.unknown()) });
const Picture = z.object({ sha256: z.string() });

/** Ids of the signal and the challenge that a stored event tells of. Of a body that is damaged, nothing. */
export function drawnFrom(body: string): { signal: string | null; challenge: string | null } {
  const { challenge, signal, signalId } = Drawn.safeParse(read(body)).data ?? {};
  return { signal: signal?.id ?? signalId ?? null, challenge: challenge?.id ?? null };
}

/** The pictures that a stored event names. Of a body that is damaged, none. */
export function picturesIn(body: string): { sha256: string }[] {
  const named = Named.safeParse(read(body)).data?.pictures ?? [];
  return named.flatMap((one) => Picture.safeParse(one).data ?? []);
}

function read(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
