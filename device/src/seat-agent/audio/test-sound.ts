/** Samples a second. */
const RATE = 16_000;

/** Sound as a microphone gives it: 16 bits, low byte first. `at` gives the sample at `t` seconds, −1 to 1. */
export function soundOf(seconds: number, at: (t: number) => number): Uint8Array {
  const bytes = Buffer.alloc(seconds * RATE * 2);
  for (let i = 0; i < seconds * RATE; i++) {
    const sample = Math.round(at(i / RATE) * 32_767);
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, sample)), i * 2);
  }
  return bytes;
}

/** White noise of an amplitude, the same each time. */
export function noise(amplitude: number, seed = 1): () => number {
  let state = seed;
  return () => {
    // Source: the linear congruential generator of ANSI C.
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return amplitude * (state / 1_073_741_824 - 1);
  };
}

/** First three formants, Hz, of a, i, u, e and o of a man. Source: Peterson and Barney, 1952 (rounded). */
const FORMANTS = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
] as const;
const BANDWIDTHS = [80, 100, 140];
const GAINS = [1, 0.6, 0.3];
const SYLLABLE_S = 0.22;

/** Something like speech: pulses of a voice through the formants of one vowel after the other, with a pause each fourth second. */
export function vowels(pitchHz: number): (t: number) => number {
  const past = BANDWIDTHS.map(() => [0, 0]);
  const breath = noise(0.01);
  const room = noise(0.001, 2);
  let phase = 0;
  return (t) => {
    const within = (t % SYLLABLE_S) / SYLLABLE_S;
    const open = within < 0.75 && Math.floor(t) % 4 !== 3 ? Math.sin((within / 0.75) * Math.PI) : 0;
    // A voice's pitch wanders.
    phase += (pitchHz * (1 + 0.12 * Math.sin(t * 3.1) + 0.02 * Math.sin(t * 31))) / RATE;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    const source = (pulse + breath()) * open;
    const vowel = FORMANTS[Math.floor(t / SYLLABLE_S) % FORMANTS.length];
    // Two poles for each formant.
    const sound = vowel.map((hz, i) => {
      const radius = Math.exp((-Math.PI * BANDWIDTHS[i]) / RATE);
      const turn = 2 * radius * Math.cos((2 * Math.PI * hz) / RATE);
      const [last, before] = past[i];
      const now = source * (1 - radius) + turn * last - radius * radius * before;
      past[i] = [now, last];
      return now * GAINS[i];
    });
    return 3 * sound.reduce((sum, one) => sum + one, 0) + room();
  };
}
