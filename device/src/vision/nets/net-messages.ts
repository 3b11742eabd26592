import type { GraphNet } from '@invigil/models';
import type { RuntimeConfig } from './inference-config.js';
import type { NetOutputs, NetRole } from './inference.js';

/** What a net thread is started with. */
export type ThreadStart = { config: RuntimeConfig; role: NetRole };

/** What a net thread is asked. `id` names the request in its answer; `net` is the id of the request that loaded it. */
export type ThreadRequest =
  | { type: 'load'; id: number; entry: GraphNet; bytes: Uint8Array }
  | { type: 'run'; id: number; net: number; pixels: Uint8Array; batch: number }
  /** Answer what was asked before, then end. */
  | { type: 'end'; id: number };

/** What a net thread says. */
export type ThreadReply =
  | { type: 'loaded'; id: number; runtime: string; provider: string }
  /** `ms`: how long the net computed, without any waiting. */
  | { type: 'ran'; id: number; outputs: NetOutputs; ms: number }
  | { type: 'failed'; id: number; message: string; unavailable: boolean }
  | { type: 'log'; values: Record<string, unknown>; message: string };
