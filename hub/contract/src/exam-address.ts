import * as z from 'zod';

/** Longest address of an exam, in characters. */
export const MAX_EXAM_ADDRESS = 500;

/**
 * Where an exam is written, as the browser of a seat opens it: an `https` address, or an `http` one that stays within the own network. At
 * most {@link MAX_EXAM_ADDRESS} characters, without a user or password in it: every seat of the room may read it.
 */
export const ExamAddress = z
  .string()
  .trim()
  .max(MAX_EXAM_ADDRESS)
  .refine(isExamAddress, 'must be https://…, or http://… to an address of the own network');

/** Whether a browser may be led there: what runs in the page itself, or reads files, never is. */
function isExamAddress(text: string): boolean {
  // What a browser would pass over on its way to another scheme.
  if (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false;
  const { hostname, password, protocol, username } = new URL(text);
  if (username !== '' || password !== '' || hostname === '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isOfOwnNetwork(hostname));
}

/** Loopback and private addresses (RFC 1122, 1918, 4193), and names of this machine. `hostname` is as `URL` writes it: numbers are whole. */
function isOfOwnNetwork(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true;
  if (/^\[f[cd][0-9a-f]{2}:/.test(hostname)) return true;
  const numbers = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(hostname);
  if (numbers === null) return false;
  const [first, second] = [Number(numbers[1]), Number(numbers[2])];
  if (first === 127 || first === 10) return true;
  return (first === 192 && second === 168) || (first === 172 && second >= 16 && second <= 31);
}
