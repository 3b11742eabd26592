/**
 * What a seat's process is started with: its threads each with a memory arena of their own, as glibc would have it, cost 30 to
 * 60 MB that nobody uses, and OpenCV's small pictures are not worth a second thread.
 */
export const SEAT_ENV = { MALLOC_ARENA_MAX: '2', OPENCV_FOR_THREADS_NUM: '1' } as const;
