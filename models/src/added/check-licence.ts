import { ModelsError } from '../models-error.js';

/** Licences that let a centre run weights without conditions on its own code. SPDX ids. */
const PERMISSIVE: readonly string[] =
  '0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BSL-1.0 CC-BY-4.0 CC0-1.0 ISC MIT MIT-0 Unlicense Zlib'.split(
    ' ',
  );

/** Why a licence is refused, by what its id begins with. */
const REFUSED: readonly { begins: RegExp; why: string }[] = [
  { begins: /^AGPL/i, why: 'whoever uses a work with it over a network must be given all of its source' },
  { begins: /^(L?GPL|EUPL|MPL|OSL|CC-BY-SA)/i, why: 'it is copyleft' },
  { begins: /^CC-BY-(NC|ND)/i, why: 'it forbids paid use or changes' },
];

/**
 * Checks the licence of a net's weights and gives its SPDX id as it is written. `stated` is what the file says itself.
 * Throws `licence` with the reason and with what to do.
 */
export function checkLicence(given: string | undefined, stated: string | undefined): string {
  if (stated !== undefined) {
    const word = stated.trim().split(/\s/, 1)[0];
    const reason = reasonOf(word);
    if (reason !== undefined) throw refused(`the file itself names ${word}: ${reason}`);
  }
  if (given === undefined) {
    throw refused(
      `tell under which licence its weights stand: --licence with one of ${PERMISSIVE.join(', ')}`,
    );
  }
  const known = PERMISSIVE.find((id) => id.toLowerCase() === given.toLowerCase());
  if (known !== undefined) return known;
  const why = reasonOf(given) ?? 'it is none of the permissive licences known here';
  throw refused(`${given}: ${why}. Known are ${PERMISSIVE.join(', ')}`);
}

function reasonOf(licence: string): string | undefined {
  return REFUSED.find(({ begins }) => begins.test(licence))?.why;
}

function refused(message: string): ModelsError {
  return new ModelsError('licence', message);
}
