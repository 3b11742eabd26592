import { LiveFrame } from '@invigil/contract';

/**
 * One message of the live feed; undefined where it is none. A snapshot of a full centre is larger than the
 * contract's limit for one MQTT message, so `decode` is not for it.
 */
export function readFrame(text: string): LiveFrame | undefined {
  try {
    const parsed = LiveFrame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a frame may follow the frame numbered `last` (null: none yet). A snapshot starts anew at any time. */
export function follows(last: number | null, frame: LiveFrame): boolean {
  return frame.type === 'snapshot' || (last !== null && frame.n === last + 1);
}
