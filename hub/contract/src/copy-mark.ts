/**
 * What stands for a copied text, so that a program of the seat knows it again when it is pasted, without the text: HMAC-SHA-256 of it under the
 * seat's salt of this boot (hexadecimal, as in `Recorded`). Line ends, no-break spaces and white space at both ends make no difference: a
 * clipboard changes them on its way from one program to another.
 */
export async function copyMark(salt: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey(
    'raw',
    bytes.encode(salt),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const plain = text.replaceAll(/\r\n?/g, '\n').replaceAll('\u00A0', ' ').trim();
  const mark = await crypto.subtle.sign('HMAC', key, bytes.encode(plain));
  return Array.from(new Uint8Array(mark), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
