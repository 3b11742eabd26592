import * as z from 'zod';

/** `POST /api/totp`: begins a second factor; it counts once it is confirmed. The password is asked for again. */
export const TotpRequest = z.object({ password: z.string().min(1).max(256) });

/** Its answer (201), shown only now. */
export const TotpStart = z.object({
  /** `otpauth://totp/…`, as programs for one-time passwords read it, also from a QR code (RFC 6238: SHA-1, 6 digits, 30 s). */
  uri: z.string(),
  /** The secret alone, base32, for who types it. */
  secret: z.string(),
});

/** `POST /api/totp/confirm`: a code of the new second factor. */
export const TotpConfirm = z.object({ code: z.string().min(6).max(32) });

/** Its answer: codes that stand in for the second factor, each once. Shown only now. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()).min(1) });
