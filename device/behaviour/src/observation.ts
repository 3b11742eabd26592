/** An upright box in picture coordinates: x to the right, y down, in pixels of the picture. */
export type Box = { x: number; y: number; width: number; height: number };

/** Where a head points, in degrees, seen by the camera. All zero: straight at the camera. */
export type HeadPose = {
  /** > 0: the face points to the picture's left, which is the candidate's own right. */
  yawDeg: number;
  /** > 0: chin up. */
  pitchDeg: number;
  /** > 0: the head leans toward the picture's right shoulder side, clockwise in the picture. */
  rollDeg: number;
};

/** Iris centres between the corners of their eyes, as a share of the eye's width, mean of both eyes. */
export type Gaze = {
  /** > 0: toward the picture's left, like a positive yaw. About ±0.15 at the edge of a screen. */
  x: number;
};

/** A measure, and how far it can be trusted in this picture, 0–1: small, blurred, dark, turned or cut faces tell less. */
export type Confident<T> = T & { confidence: number };

/** How far lids or lips stand apart. */
export type Opening = {
  /**
   * Eyes: distance of the lids over the eye's width, mean of both eyes, about 0.08 closed and 0.4 open. Mouth: distance of the
   * inner lips over the distance between the mouth's corners, near 0 closed, above 0.3 open.
   */
  opening: number;
};

/** How well one face can be read, whoever's it is. */
export type FaceQuality = {
  /** Distance of the eyes' centres, px of the picture; null for a face without a mesh. */
  interOcularPx: number | null;
  /** Variance of the Laplacian of the face's luma (0–255), the face scaled to one size: the more, the sharper. */
  sharpness: number;
  /** Mean luma of the face, 0–1. */
  brightness: number;
  /** Share of the face's box that lies inside the picture, 0–1. */
  visible: number;
};

/** One face of one frame. What can't be known is null. */
export type FaceObservation = {
  /** The same from frame to frame as long as the face is followed; never used again. */
  id: number;
  box: Box;
  /** How sure the nets are that this is a face, 0–1. */
  presence: number;
  quality: FaceQuality;
  /** Null for a face that is seen, but not well enough to fit a mesh: masked, in profile. So are all measures below. */
  headPose: Confident<HeadPose> | null;
  gaze: Confident<Gaze> | null;
  eyes: Confident<Opening> | null;
  mouth: Confident<Opening> | null;
  /** Only where the policy asks for it, the seat has enrolled, and this face was compared in this frame. */
  identity: Likeness | null;
};

/** How like the enrolled person a face is. */
export type Likeness = {
  /** Cosine of the face's embedding and the enrolled one's, −1 to 1. */
  similarity: number;
};

/** The object classes that anything is made of here. A `screen` is a monitor or a television, a laptop is told apart. */
export type ObjectLabel = 'person' | 'phone' | 'book' | 'laptop' | 'screen';

/** One object of one frame. */
export type ObjectObservation = {
  /** The same from look to look as long as the object is followed; never used again. */
  id: number;
  label: ObjectLabel;
  box: Box;
  /** 0–1 */
  score: number;
};

/** What the picture itself is like, whoever is in it. */
export type PictureQuality = {
  /** Mean luma, 0–1. */
  brightness: number;
  /** Standard deviation of luma over the picture, 0–1: near 0 for a lid, a hand or a cloth before the lens. */
  contrast: number;
  /** Variance of the Laplacian of luma (0–255 scale) at a width of 320 px: the more, the sharper. */
  sharpness: number;
  /** Gradient of luma that one place in 200 exceeds, 0–1 of the full scale per px at a width of 320 px: small out of focus. */
  edgeSteepness: number;
  /** Share of the picture that is at the sensor's upper limit (luma of 250 or more), 0–1. */
  burntOut: number;
  /** Mean absolute difference of luma to the frame before, 0–1. Exactly 0 only for a repeated picture. */
  change: number;
  /**
   * Share of the background's blocks that no longer look as they did, whatever the light, 0–1. What stays for 30 s is the
   * background from then on. Null where too little of it has a pattern.
   */
  backgroundChange: number | null;
  /**
   * How far what moved in the last seconds repeats what moved some time before, 0–1. Null where nothing moved, where too little was
   * seen yet, and for a source that is no camera: a film may be played again.
   */
  repetition: number | null;
};

/** What was seen at one moment. No pixel and no tensor goes further than this. */
export type Observation =
  | {
      type: 'frame';
      /** When the camera gave the frame, epoch ms. */
      capturedAt: number;
      width: number;
      height: number;
      /** Largest first. */
      faces: FaceObservation[];
      /**
       * What the object net's newest look found; null where no look ended with this frame. A look may have begun a few frames
       * earlier: it runs beside the faces, which don't wait for it.
       */
      objects: ObjectObservation[] | null;
      quality: PictureQuality;
      /** Whether the camera is a piece of software. */
      virtualCamera: boolean;
      /** Whether the machine is too slow to look as often as it must at least. */
      tooSlow: boolean;
    }
  | {
      type: 'no-frame';
      /** When it was noticed that no frame came, epoch ms. */
      capturedAt: number;
    };
