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

/** One face of one frame. What can't be known is null. */
export type FaceObservation = {
  /** The same from frame to frame as long as the face is followed; never used again. */
  id: number;
  box: Box;
  /** How sure the mesh net is that this is a face, 0–1. */
  presence: number;
  headPose: HeadPose | null;
  gaze: Gaze | null;
  /** Opening of the eyelids over the eye's width, mean of both eyes: about 0.08 closed, 0.4 open. */
  eyesOpen: number | null;
};

/** The object classes that anything is made of here. */
export type ObjectLabel = 'person' | 'phone' | 'book' | 'laptop';

/** One object of one frame. */
export type ObjectObservation = { label: ObjectLabel; box: Box; /** 0–1 */ score: number };

/** What the picture itself is like, whoever is in it. */
export type PictureQuality = {
  /** Mean luma, 0–1. */
  brightness: number;
  /** Standard deviation of luma over the picture, 0–1: near 0 for a lid, a hand or a cloth before the lens. */
  contrast: number;
  /** Variance of the Laplacian of luma (0–255 scale) at a width of 320 px: the more, the sharper. */
  sharpness: number;
  /** Mean absolute difference of luma to the frame before, 0–1. Exactly 0 only for a repeated picture. */
  change: number;
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
      /** Null where the object net did not look at this frame. */
      objects: ObjectObservation[] | null;
      quality: PictureQuality;
    }
  | {
      type: 'no-frame';
      /** When it was noticed that no frame came, epoch ms. */
      capturedAt: number;
    };
