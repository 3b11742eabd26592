/** Longest name, UTF-16 code units. */
export const MAX_NAME = 120;

/** Control, format, private and unassigned characters, halves of pairs, line ends; and the mark of bytes that were no text. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\uFFFD]+/gu;
/** A MAC address, or the twelve digits of one as in `enx001122334455`; numbers as long as a serial number's. */
const MAC = /(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}/gi;
const LONG_NUMBER = /[0-9a-f]{12,}|\d{8,}/gi;
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3}/g;
const IPV6 = /(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}/gi;

/**
 * A name as a device or program gives it, made fit for people: cut to 120 characters, with nothing in it that would garble a line
 * and nothing that looks like an address or a serial number.
 */
export function plainName(text: string, otherwise: string): string {
  const clean = text
    .slice(0, 10 * MAX_NAME)
    .replace(UNPRINTABLE, ' ')
    .replace(MAC, '…')
    .replace(IPV6, '…')
    .replace(IPV4, '…')
    .replace(LONG_NUMBER, '…')
    .replace(/\s+/g, ' ')
    .trim();
  // The cut may have halved a pair.
  const cut = clean
    .slice(0, MAX_NAME)
    .replace(/\p{Cs}$/u, '')
    .trim();
  return cut === '' ? otherwise : cut;
}

/** Maker and product in one name, without saying the maker twice. */
export function makerAndProduct(maker: string, product: string): string {
  return product.toLowerCase().startsWith(maker.toLowerCase()) ? product : `${maker} ${product}`;
}
