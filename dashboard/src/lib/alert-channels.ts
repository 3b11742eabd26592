/** How somebody may be told of an alert who is not looking at the page. */
export const ALERT_CHANNELS = ['sound', 'vibration', 'notification'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];

/** What keeps a channel from telling. */
export type ChannelFault =
  | 'no-sound'
  | 'sound-held-back'
  | 'no-vibration'
  | 'vibration-held-back'
  | 'no-notification'
  | 'not-secure'
  | 'denied'
  | 'not-asked'
  | 'failed';

/** What a browser has of this. */
export type BrowserAbilities = {
  audio: boolean;
  vibrate: boolean;
  /** Null: there are none. */
  notifications: NotificationPermission | null;
  secure: boolean;
};

/** What is told, and what a press on it opens. */
export type AlertNote = { title: string; body: string; tag: string; onPress: () => void };

/** What this browser has. */
export function abilitiesHere(): BrowserAbilities {
  return {
    audio: 'AudioContext' in globalThis,
    vibrate: 'vibrate' in navigator,
    notifications: 'Notification' in globalThis ? Notification.permission : null,
    secure: isSecureContext,
  };
}

/** What is known beforehand to keep a channel from telling; null: nothing. */
export function faultOf(channel: AlertChannel, has: BrowserAbilities): ChannelFault | null {
  switch (channel) {
    case 'sound':
      return has.audio ? null : 'no-sound';
    case 'vibration':
      return has.vibrate ? null : 'no-vibration';
    case 'notification':
      if (!has.secure) return 'not-secure';
      if (has.notifications === null) return 'no-notification';
      if (has.notifications === 'granted') return null;
      return has.notifications === 'denied' ? 'denied' : 'not-asked';
  }
}

/** Tells by a channel; null: as far as can be known it was told. */
export async function tellBy(channel: AlertChannel, note: AlertNote): Promise<ChannelFault | null> {
  const fault = faultOf(channel, abilitiesHere());
  if (fault !== null) return fault;
  switch (channel) {
    case 'sound':
      return (await playTones()) ? null : 'sound-held-back';
    case 'vibration':
      return navigator.vibrate([180, 90, 180]) ? null : 'vibration-held-back';
    case 'notification':
      return notify(note) ? null : 'failed';
  }
}

/** How long a browser may take to let a sound out, ms: held back, it never answers. */
const WAITS_MS = 500;
const TONES_HZ = [660, 880] as const;
const TONE_S = 0.16;

/** Two soft tones, upward. False: the browser held them back. */
async function playTones(): Promise<boolean> {
  const context = new AudioContext();
  const held = new Promise<void>((resolve) => setTimeout(resolve, WAITS_MS));
  await Promise.race([context.resume(), held]);
  if (context.state !== 'running') {
    await context.close();
    return false;
  }
  const begin = context.currentTime + 0.02;
  for (const [i, frequency] of TONES_HZ.entries()) {
    const from = begin + i * TONE_S;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.2, from + 0.02);
    gain.gain.linearRampToValueAtTime(0, from + TONE_S);
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain).connect(context.destination);
    tone.start(from);
    tone.stop(from + TONE_S);
    if (i === TONES_HZ.length - 1) tone.addEventListener('ended', () => void context.close());
  }
  return true;
}

/** Shows a notification without a sound of its own. False: the browser threw it back, as some do without an installed app. */
function notify({ body, onPress, tag, title }: AlertNote): boolean {
  try {
    const shown = new Notification(title, { body, tag, silent: true, icon: '/icon.svg' });
    shown.addEventListener('click', () => {
      globalThis.focus();
      onPress();
      shown.close();
    });
    return true;
  } catch {
    return false;
  }
}
