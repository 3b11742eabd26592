import type { FaceObservation, GazeFeatures, Observation } from '@invigil/behaviour';

/** For tests: what the camera sees of a candidate who sits well, or of nobody, in good light. @param looks where head and eyes point */
export function frameOf(at: number, looks: GazeFeatures | null): Extract<Observation, { type: 'frame' }> {
  return {
    type: 'frame',
    capturedAt: at,
    width: 848,
    height: 480,
    faces: looks === null ? [] : [faceOf(looks)],
    objects: null,
    quality: {
      brightness: 0.5,
      contrast: 0.12,
      sharpness: 60,
      edgeSteepness: 0.125,
      burntOut: 0.01,
      change: 0.01,
      backgroundChange: 0.02,
      repetition: null,
    },
    virtualCamera: false,
    tooSlow: false,
  };
}

function faceOf({ gazeX, pitchDeg, yawDeg }: GazeFeatures): FaceObservation {
  return {
    id: 1,
    box: { x: 350, y: 120, width: 140, height: 180 },
    presence: 0.97,
    quality: { interOcularPx: 60, sharpness: 80, brightness: 0.5, visible: 1 },
    headPose: { yawDeg, pitchDeg, rollDeg: 0, confidence: 0.9 },
    gaze: { x: gazeX, confidence: 0.9 },
    eyes: { opening: 0.4, confidence: 0.9 },
    mouth: { opening: 0.02, confidence: 0.9 },
    identity: null,
  };
}
