import * as z from 'zod';

/** `alert` and `watch` ask for a look at the candidate's seat; `blind` asks for a look at its camera. */
export const Severity = z.enum(['alert', 'blind', 'watch']);
export type Severity = z.infer<typeof Severity>;
