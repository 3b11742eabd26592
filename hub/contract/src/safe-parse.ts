import * as z from 'zod';

/**
 * What `schema.safeParse` gives, also where that throws: it compares the `length` of whatever comes in place of a text or list, and
 * `{"length":{"toString":null}}` can't be compared with a number.
 */
export function safeParse<T>(
  schema: z.ZodType<T>,
  value: unknown,
  options?: { reportInput: boolean },
): { success: true; data: T; error?: undefined } | { success: false; error: z.ZodError } {
  try {
    return schema.safeParse(value, options);
  } catch {
    const message = 'holds what can’t be compared with what should be there';
    return {
      success: false,
      error: new z.ZodError([{ code: 'custom', path: [], message, input: undefined }]),
    };
  }
}
