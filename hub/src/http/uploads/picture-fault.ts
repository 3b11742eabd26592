import type { RefusalCode } from '@invigil/contract';
import type { PictureVerdict } from './picture-decoder.js';

/** Why a picture is refused, and what its sender is told. Undefined: it is one. */
export function pictureFault(verdict: PictureVerdict): [RefusalCode, string] | undefined {
  switch (verdict.type) {
    case 'picture':
      return undefined;
    case 'busy':
      return ['overloaded', 'too many pictures come at once; bring it again later'];
    case 'unreadable':
      return ['unreadable', `the picture can't be read: ${verdict.reason}`];
  }
}
