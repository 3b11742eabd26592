/** What only compilers and people who debug read: maps, types, sources of types. */
const NOT_RUN = /\.(?:map|d\.[cm]?ts|[cm]?ts|tsbuildinfo)$/;
/** Our own tests, and what only they import. */
const TESTS = /(?:\.test|^test-[^/]*|\/test-[^/]*)\.js$/;

/** Of what is compiled, only the result goes along; the sources of C++ and of SQLite stay at home. */
const SOURCES = [
  'better-sqlite3/deps/',
  'better-sqlite3/src/',
  '@u4/opencv4nodejs/cc/',
  '@u4/opencv4nodejs/src/',
  '@u4/opencv4nodejs/typings/',
];
const BUILD = /(?:better-sqlite3|@u4\/opencv4nodejs)\/build\//;
const RESULT = /\/build\/Release\/[^/]+\.node$/;
/** ONNX Runtime brings the binaries of every system. */
const RUNTIME = /\/onnxruntime-node\/bin\/[^/]+\/([^/]+\/[^/]+)\//;

/** Whether a file of an installed package goes into a bundle for `system`, such as `linux/x64`. */
export function isKeptOfPackage(path: string, system: string): boolean {
  if (NOT_RUN.test(path)) return false;
  if (SOURCES.some((folder) => path.includes(`/${folder}`))) return false;
  if (BUILD.test(path)) return RESULT.test(path);
  const runtime = RUNTIME.exec(path)?.[1];
  return runtime === undefined || runtime === system;
}

/** Whether a compiled file of this repository goes into a bundle. */
export function isKeptOfOurs(path: string): boolean {
  return !NOT_RUN.test(path) && !TESTS.test(path);
}
