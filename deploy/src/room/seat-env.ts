/**
 * What a seat's process is started with, measured on 1,800 frames: glibc gives each thread a memory arena of its own, which costs 20 to
 * 60 MB that nobody uses; V8 keeps 16 MB more for young objects than they need; OpenCV's small pictures are not worth a second
 * thread.
 */
export const SEAT_ENV = {
  MALLOC_ARENA_MAX: '2',
  NODE_OPTIONS: '--max-semi-space-size=2',
  OPENCV_FOR_THREADS_NUM: '1',
} as const;
