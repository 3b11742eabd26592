import { Policy, WrittenPolicy, readWantedPolicy, readWritten } from '@invigil/contract';
import * as fc from 'fast-check';
import { type Boundary, target } from '../boundary.js';
import { valuesOf } from '../from-schema.js';
import { asBytes, mutated } from '../mutate.js';
import { outcomeOf } from './read-outcome.js';

const written = mutated(
  fc
    .tuple(valuesOf(Policy), fc.option(fc.constantFrom('standard', 'calm', 'strict', 'practical')))
    .map(([policy, profile]) => ({
      ...Object(policy),
      ...(profile !== null && { profile }),
    })),
);
const wanted = asBytes(mutated(valuesOf(Policy).map((policy) => ({ hash: 'a'.repeat(64), policy }))));

/** Policies as people write them, and as a hub sends them. */
export const policies: Boundary = {
  name: 'policies',
  weight: 4,
  open: () =>
    target(
      fc.oneof(
        written.map((value) => ({ value })),
        wanted.map((bytes) => ({ bytes })),
      ),
      (input) =>
        outcomeOf('bytes' in input ? readWantedPolicy(input.bytes) : readWritten(WrittenPolicy, input.value)),
    ),
};
