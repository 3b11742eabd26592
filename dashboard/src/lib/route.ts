import { KeptSession, Slug } from '@invigil/contract';

/** Told to the window before another page is shown. Whoever cancels it keeps the page that is shown. */
export const LEAVING = 'invigil-leaving';

/**
 * The address of each page: what begins with a colon is a name that stands there. Another page is a line here, in `main/pages.ts` and, where
 * the menu leads to it, in `menu.ts`.
 */
const PATHS = {
  'first-room': '/',
  room: '/rooms/:room',
  seat: '/rooms/:room/seats/:seat',
  layout: '/rooms/:room/layout',
  'first-ready': '/ready',
  ready: '/rooms/:room/ready',
  devices: '/devices',
  device: '/devices/:room/:seat',
  updates: '/updates',
  centre: '/centre',
  exams: '/exams',
  exam: '/exams/:exam',
  candidates: '/candidates',
  policies: '/policies',
  policy: '/policies/:policy',
  users: '/users',
  records: '/records',
  record: '/records/:room/:seat/:session',
  replay: '/records/:room/:seat/:session/replay',
  audit: '/audit',
  account: '/account',
} as const;

type Paths = typeof PATHS;
/** Every page of this app. */
export type PageName = keyof Paths;
/** What the address of a page names. */
export type PageParams<Name extends PageName> = { [Param in ParamsIn<Paths[Name]>]: string };
type ParamsIn<Path extends string> = Path extends `${string}:${infer Param}/${infer Rest}`
  ? Param | ParamsIn<Rest>
  : Path extends `${string}:${infer Param}`
    ? Param
    : never;

/** Which page an address of this app means, and what it names, such as `{ room: 'room-1' }`. */
export type Route = { page: PageName | 'unknown'; params: Readonly<Record<string, string>> };

const ROUTES = Object.keys(PATHS).filter(isPageName);

/** The page that a path stands for. */
export function parseRoute(path: string): Route {
  const parts = partsOf(path);
  for (const page of ROUTES) {
    const params = paramsOf(partsOf(PATHS[page]), parts);
    if (params !== undefined) return { page, params };
  }
  return { page: 'unknown', params: {} };
}

/** Address of a page, such as `pathOf('room', { room: 'room-1' })`. */
export function pathOf<Name extends PageName>(page: Name, params: PageParams<Name>): string {
  const given = new Map<string, string>(Object.entries(params));
  return `/${partsOf(PATHS[page])
    .map((part) => given.get(part.slice(1)) ?? part)
    .join('/')}`;
}

/** Address of a seat's page at one incident. */
export function pathOfIncident({ id, room, seat }: { id: string; room: string; seat: string }): string {
  return `${pathOf('seat', { room, seat })}#${id}`;
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i] ?? '';
    if (!wanted.startsWith(':')) {
      if (part !== wanted) return undefined;
    } else if ((wanted === ':session' ? KeptSession : Slug).safeParse(part).success)
      params[wanted.slice(1)] = part;
    else return undefined;
  }
  return params;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function isPageName(name: string): name is PageName {
  return Object.hasOwn(PATHS, name);
}
