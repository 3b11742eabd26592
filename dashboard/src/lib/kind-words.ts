import { msg } from '@lit/localize';
import type { SignalKind } from '@invigil/contract';

/** What each kind of signal says was seen: a part of `words`. */
export const kindWords = {
  kind: {
    'face-absent': msg('away from the camera'),
    'extra-person': msg('second person'),
    'looking-away': msg('looks away'),
    'gaze-off-screen': msg('eyes off the screen'),
    'eyes-closed': msg('eyes closed'),
    phone: msg('possible phone'),
    book: msg('possible book'),
    'second-screen': msg('possible second screen'),
    speaking: msg('mouth moves as in speech'),
    'identity-mismatch': msg('unlike the person who began'),
    'face-covered': msg('face partly covered'),
    'spoof-suspected': msg('asked movement not seen'),
    'neighbour-looks': msg('repeated looks toward a neighbour'),
    'mutual-looks': msg('looks that meet a neighbour’s'),
    'camera-lost': msg('camera lost'),
    covered: msg('camera covered'),
    frozen: msg('picture frozen'),
    dark: msg('too dark to see'),
    overexposed: msg('too bright to see'),
    blurred: msg('picture out of focus'),
    looped: msg('picture repeats itself'),
    'face-too-small': msg('face too small to read'),
    'camera-moved': msg('camera moved or swapped'),
    'virtual-camera': msg('camera is software'),
    'slow-inference': msg('computer too slow'),
    'agent-stopped': msg('seat’s program not there'),
  } satisfies Record<SignalKind, string>,
} as const;
