/** The extension's id: the first 16 bytes of the SHA-256 of the public key in its manifest, written with a–p. `extension/README.md` says how it was made. */
export const EXTENSION_ID = 'offagibjomaodapgplcnbkgpaaffhcnd';
