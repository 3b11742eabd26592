import type { Embedding } from '@invigil/device';

/** What was read of one picture of a person. */
export type Print = {
  person: string;
  embedding: Embedding;
  /** Whether the seat would compare this face: near-frontal and clear. */
  comparable: boolean;
};

/** Likeness of pairs of one person and of two. */
export type Likenesses = { same: number[]; different: number[] };

/** How often a threshold errs, shares. */
export type ErrorRates = { falseMatch: number; falseNonMatch: number };

/** Likeness of every two pictures for which `wanted` holds. */
export function pairsOf(
  prints: readonly Print[],
  likeness: (a: Print, b: Print) => number,
  wanted: (a: Print, b: Print) => boolean,
): Likenesses {
  const pairs: Likenesses = { same: [], different: [] };
  for (const [i, a] of prints.entries()) {
    for (const b of prints.slice(i + 1).filter((one) => wanted(a, one))) {
      pairs[a.person === b.person ? 'same' : 'different'].push(likeness(a, b));
    }
  }
  return pairs;
}

/** Share of pairs of one person above the likeness that at most `far` of the others exceed. Source: ISO/IEC 19795-1. */
export function trueAccepts({ different, same }: Likenesses, far: number): { rate: number; above: number } {
  const above = different.toSorted((a, b) => b - a)[Math.floor(different.length * far)] ?? NaN;
  return { rate: same.filter((likeness) => likeness > above).length / same.length, above };
}

/** False matches and false non-matches where a pair is one person from this likeness on. */
export function errorsAt({ different, same }: Likenesses, threshold: number): ErrorRates {
  return {
    falseMatch: different.filter((likeness) => likeness >= threshold).length / different.length,
    falseNonMatch: same.filter((likeness) => likeness < threshold).length / same.length,
  };
}

/**
 * Likeness as the seat tells it: of each person the first `enrolled` comparable pictures against the vote of each `voters` that
 * follow one another among the rest, and among everybody else's.
 */
export function votesOf(
  prints: readonly Print[],
  options: { enrolled: number; voters: number },
  seat: {
    similarityTo: (enrolled: readonly Embedding[], face: Embedding) => number;
    voteOf: (similarities: readonly number[]) => number | null;
  },
): Likenesses {
  const people = new Map<string, Print[]>();
  for (const print of prints.filter(({ comparable }) => comparable)) {
    people.set(print.person, [...(people.get(print.person) ?? []), print]);
  }
  const votes: Likenesses = { same: [], different: [] };
  for (const [person, own] of people) {
    const template = own.slice(0, options.enrolled).map(({ embedding }) => embedding);
    if (template.length < options.enrolled) continue;
    for (const [other, all] of people) {
      const probes = other === person ? all.slice(options.enrolled) : all;
      const similarities = probes.map(({ embedding }) => seat.similarityTo(template, embedding));
      for (let end = options.voters; end <= similarities.length; end++) {
        const vote = seat.voteOf(similarities.slice(end - options.voters, end));
        if (vote !== null) votes[other === person ? 'same' : 'different'].push(vote);
      }
    }
  }
  return votes;
}
