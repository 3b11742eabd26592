import type { UsbDevice, VideoDevice } from './machine-state.js';

/** Makers whose USB devices with a picture are capture cards: Elgato, MacroSilicon (two ids), Magewell, Blackmagic, Epiphan, AVerMedia. */
const MAKERS = new Set(['0fd9', '534d', '345f', '2935', '1edb', '2b77', '07ca']);
/** Cameras of the same makers. */
const CAMERA_NAME = /webcam|facecam|camera/i;
const CARD_NAME = /hdmi|capture|cam ?link|grabber|frame ?grab|\bsdi\b|composite/i;
/** Drivers of cards inside the machine: Conexant, Cobalt, TW68xx, HWS, Magewell, Cisco, Hauppauge, AVerMedia. */
const CARD_DRIVER =
  /^(?:cx23885|cx25821|cx18|cobalt|tw68|tw686x|hws|procapture|tc358743|hdpvr|saa7134|saa7164|bttv)$/i;

/** Whether a USB device is one that takes in another machine's picture, by its maker or its name. */
export function isCaptureCard({ kinds, name, vendorId }: UsbDevice): boolean {
  if (!kinds.includes('video-capture')) return false;
  return CARD_NAME.test(name) || (MAKERS.has(vendorId) && !CAMERA_NAME.test(name));
}

/** Whether a video device belongs to a card inside the machine. */
export function isInternalCaptureCard({ driver }: VideoDevice): boolean {
  return driver !== undefined && CARD_DRIVER.test(driver);
}
