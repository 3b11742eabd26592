import type { SignalKind } from '@invigil/contract';

/** What each kind of signal says was seen: a part of `words`. */
export const kindWords = {
  kind: {
    'face-absent': 'away from the camera',
    'extra-person': 'second person',
    'looking-away': 'looks away',
    'gaze-off-screen': 'eyes off the screen',
    'eyes-closed': 'eyes closed',
    phone: 'possible phone',
    book: 'possible book',
    'second-screen': 'possible second screen',
    speaking: 'mouth moves as in speech',
    'identity-mismatch': 'unlike the person who began',
    'face-covered': 'face partly covered',
    'spoof-suspected': 'asked movement not seen',
    'neighbour-looks': 'repeated looks toward a neighbour',
    'mutual-looks': 'looks that meet a neighbour’s',
    'camera-lost': 'camera lost',
    covered: 'camera covered',
    frozen: 'picture frozen',
    dark: 'too dark to see',
    overexposed: 'too bright to see',
    blurred: 'picture out of focus',
    looped: 'picture repeats itself',
    'face-too-small': 'face too small to read',
    'camera-moved': 'camera moved or swapped',
    'virtual-camera': 'camera is software',
    'slow-inference': 'computer too slow',
    'agent-stopped': 'seat’s program not there',
  } satisfies Record<SignalKind, string>,
} as const;
