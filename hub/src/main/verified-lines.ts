import { Sha256 } from '@invigil/contract';
import { HubError, messageOf } from '../lib/hub-error.js';
import { type BundleVerdict, isWhole, verifyBundle } from '../privacy/report/verify-bundle.js';

const MANIFEST_WORDS = {
  whole: 'whole',
  'other-signer': 'NOT SIGNED BY THIS HUB',
  changed: 'CHANGED after it was signed',
  missing: 'MISSING: nothing here is signed',
  unreadable: 'UNREADABLE: nothing here is signed',
} as const satisfies Record<BundleVerdict['manifest'], string>;

/** What a bundle is worth, a line a file. Throws a HubError `not-there` where it can't be read. */
export async function verifiedLines(
  file: string,
  signer: string | undefined,
): Promise<{ lines: string[]; whole: boolean }> {
  if (signer !== undefined && !Sha256.safeParse(signer).success)
    throw new HubError(
      'not-there',
      '--signer: must be 64 hexadecimal digits, as `invigil-hub receipts` prints it',
    );
  const verdict = await verifyBundle(file, signer).catch((cause: unknown) => {
    throw new HubError('not-there', `${file}: ${messageOf(cause)}`, { cause });
  });
  const { files, manifest, of } = verdict;
  const rows = files.map(({ detail, name, verdict: one }) => {
    const word = one === 'whole' ? one : one.toUpperCase();
    return `${word} ${name}${detail === undefined ? '' : ` (${detail})`}`;
  });
  const flawed = files.filter((one) => one.verdict !== 'whole').length;
  const whole = isWhole(verdict);
  const by = verdict.signer === null ? 'nobody' : verdict.signer;
  const known =
    signer === undefined && verdict.signer !== null ? '; compare it with what that hub prints' : '';
  return {
    lines: [
      ...(of === null
        ? []
        : [`${of.centre}/${of.room}/${of.seat} ${of.session}, ${new Date(of.issuedAt).toISOString()}`]),
      ...rows,
      `manifest ${MANIFEST_WORDS[manifest]}; signed by ${by}${known}`,
      `${files.length} files, ${flawed} not whole: ${whole ? 'the bundle is as it was signed' : 'THE BUNDLE IS NOT AS IT WAS SIGNED'}`,
    ],
    whole,
  };
}
