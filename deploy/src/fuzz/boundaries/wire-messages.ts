import { MESSAGES, decode } from '@invigil/contract';
import * as fc from 'fast-check';
import { type Boundary, target } from '../boundary.js';
import { type MessageName, validMessages } from '../messages.js';
import { asBytes, mutated } from '../mutate.js';
import { outcomeOf } from './read-outcome.js';

const NAMES = Object.keys(MESSAGES).filter((name): name is MessageName => name in MESSAGES);

/** Every message of the contract as bytes, read as what it should be. */
export const wireMessages: Boundary = {
  name: 'messages of the contract',
  weight: 17,
  open: () =>
    target(
      fc.oneof(
        ...NAMES.map((name) => asBytes(mutated(validMessages(name))).map((bytes) => ({ name, bytes }))),
      ),
      ({ bytes, name }) => outcomeOf(decode<unknown>(MESSAGES[name], bytes)),
    ),
};
