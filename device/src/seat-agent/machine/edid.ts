const BLOCK = 128;
const HEADER = [0, 255, 255, 255, 255, 255, 255, 0];
/** Four descriptors of 18 bytes; the first may be a timing, and is then no text. */
const DESCRIPTORS = [54, 72, 90, 108];
const NAME_TAG = 0xfc;

/** Makers of displays by the three letters of the PNP registry; others are told by the letters. */
const MAKERS: Readonly<Record<string, string>> = {
  ACR: 'Acer',
  AOC: 'AOC',
  APP: 'Apple',
  AUO: 'AU Optronics',
  AUS: 'ASUS',
  BNQ: 'BenQ',
  BOE: 'BOE',
  CMN: 'Innolux',
  DEL: 'Dell',
  ENC: 'EIZO',
  EPI: 'Envision',
  FUS: 'Fujitsu',
  GSM: 'LG',
  HPN: 'HP',
  HWP: 'HP',
  IVM: 'iiyama',
  LEN: 'Lenovo',
  LGD: 'LG Display',
  MSI: 'MSI',
  NEC: 'NEC',
  PHL: 'Philips',
  SAM: 'Samsung',
  SDC: 'Samsung Display',
  SHP: 'Sharp',
  SNY: 'Sony',
  VSC: 'ViewSonic',
};

/** Who made a display and what it calls itself. */
export type DisplayIdentity = { maker: string; model: string };

/**
 * Maker and model of a display out of its EDID (VESA E-EDID 1.4, 3.4 and 3.10.3). Its serial numbers, in bytes 12 to 15 and in the
 * descriptor FFh, are not read. Undefined where the bytes are no EDID.
 */
export function readEdid(bytes: Uint8Array): DisplayIdentity | undefined {
  if (bytes.length < BLOCK || HEADER.some((byte, i) => bytes[i] !== byte)) return undefined;
  if (bytes.subarray(0, BLOCK).reduce((sum, byte) => sum + byte, 0) % 256 !== 0) return undefined;
  const packed = bytes[8] * 256 + bytes[9];
  const letters = [packed >> 10, packed >> 5, packed].map((five) => letterOf(five & 31)).join('');
  const model = DESCRIPTORS.map((at) => nameIn(bytes.subarray(at, at + 18))).find((name) => name !== '');
  return { maker: MAKERS[letters] ?? letters, model: model ?? '' };
}

function letterOf(five: number): string {
  return five >= 1 && five <= 26 ? String.fromCodePoint(64 + five) : '?';
}

function nameIn(descriptor: Uint8Array): string {
  if (descriptor[0] !== 0 || descriptor[1] !== 0 || descriptor[3] !== NAME_TAG) return '';
  const text = String.fromCodePoint(...descriptor.subarray(5));
  // Ends with a line feed, and is padded with spaces.
  return text.split('\n')[0].trim();
}
