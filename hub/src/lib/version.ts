/** The version of this package; the same as in its package.json, as a test checks. */
export const version = '0.1.0';
