/** Which nets of the manifest a seat looks for faces with. */
export const SEAT_NETS = { faceDetector: 'blazeface', mesh: 'facemesh', iris: 'iris' } as const;
/** Points that the mesh is laid against. */
export const CANONICAL_FACE = 'canonical-face';
