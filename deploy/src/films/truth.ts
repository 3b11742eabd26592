import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { FilmsError } from './films-error.js';

/** What a span of a film shows. */
const TRUTH_KINDS = ['face-absent', 'extra-person', 'phone', 'covered', 'frozen'] as const;
export type TruthKind = (typeof TRUTH_KINDS)[number];

const TruthSpan = z
  .strictObject({
    kind: z.enum(TRUTH_KINDS),
    /** First moment at which it is wholly so, in ms of film time. */
    startMs: z.number().min(0),
    /** First moment at which it is no longer wholly so. */
    endMs: z.number().positive(),
  })
  .refine((span) => span.endMs > span.startMs, { message: 'endMs must be after startMs', path: ['endMs'] });

/** What is known about a film because it was composed that way. */
export const FilmTruth = z
  .strictObject({
    /** File name of the film that lies beside the truth file. */
    film: z.string().regex(/^[a-z0-9-]+\.[a-z0-9]+$/),
    fps: z.number().positive(),
    frames: z.int().positive(),
    durationMs: z.number().positive(),
    /** In order of time. A film without spans is calm from end to end. */
    spans: z.array(TruthSpan),
  })
  .refine((truth) => truth.spans.every((span) => span.endMs <= truth.durationMs), {
    message: 'a span ends after the film',
    path: ['spans'],
  });
export type FilmTruth = z.infer<typeof FilmTruth>;

/** Reads a truth file. Throws `bad-truth` that names the file and each wrong field. */
export async function readTruth(file: string): Promise<FilmTruth> {
  let data: unknown;
  try {
    data = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new FilmsError('bad-truth', `${file} can't be read as JSON`, cause);
  }
  const parsed = FilmTruth.safeParse(data);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
  throw new FilmsError('bad-truth', `${file} is not the truth of a film: ${faults.join('; ')}`, parsed.error);
}

/** Writes a truth file. */
export async function writeTruth(file: string, truth: FilmTruth): Promise<void> {
  await writeFile(file, `${JSON.stringify(truth, null, 2)}\n`);
}
