import { msg, str } from '@lit/localize';
import type { AlertChannel, ChannelFault } from './alert-channels.js';

/** The texts of what somebody turns on for themselves: keys, and how new alerts are told. */
export const personalWords = {
  keysTitle: msg('Keys on this page'),
  keysOn: msg('Single keys act on the page'),
  keysOnWhy: msg(
    'Turn this off where keys are pressed by chance or by speech input. Tab, Enter and Esc work all the same; the menu turns it on again.',
  ),
  keysNowOff: msg('These keys are turned off. The box below turns them on.'),
  settings: msg('Alerts and keys'),
  alertsTitle: msg('Tell me of new alerts'),
  alertsWhy: msg(
    'Everything is quiet unless you turn it on. Kept for you in this browser. Each incident tells once: seat and what was seen, never a name.',
  ),
  channel: {
    sound: msg('With a sound'),
    vibration: msg('By vibrating'),
    notification: msg('With a notification of this browser'),
  } satisfies Record<AlertChannel, string>,
  inFront: msg('Also while this page is in front'),
  inFrontWhy: msg('Left off, you are told only while you work in another window or the page is hidden.'),
  tryIt: msg('Try it'),
  tryOf: (channel: string): string => msg(str`Try it: ${channel}`),
  fault: {
    'no-sound': msg('This browser can’t make sounds.'),
    'sound-held-back': msg(
      'This browser held the sound back. It allows sounds once you have pressed something on the page.',
    ),
    'no-vibration': msg('This browser can’t vibrate.'),
    'vibration-held-back': msg(
      'This browser did not vibrate. It allows it once you have pressed something on the page.',
    ),
    'no-notification': msg('This browser shows no notifications.'),
    'not-secure': msg('Browsers show notifications only for pages that come over HTTPS.'),
    denied: msg(
      'Notifications of this page are blocked. Allow them in the browser’s settings for this page.',
    ),
    'not-asked': msg('The browser has not been asked yet: turn it on, and it asks you.'),
    failed: msg(
      'The browser refused the notification: on telephones and tablets it often shows none for pages.',
    ),
  } satisfies Record<ChannelFault, string>,
  tried: {
    sound: msg('Two tones were played. Nothing heard? Look at the volume of this machine.'),
    vibration: msg('Asked to vibrate. Nothing felt? This machine may have nothing that vibrates.'),
    notification: msg('Shown. Nothing seen? The system may be set not to disturb.'),
  } satisfies Record<AlertChannel, string>,
  closedWhy: msg('The page must stay open: a closed page tells nothing.'),
  noteTitle: (seat: string, room: string): string => msg(str`Seat ${seat} · ${room}`),
  tryTitle: msg('Invigil: a try'),
  tryBody: msg('New alerts look like this: seat and what was seen.'),
};
