import type { Role } from '@invigil/contract';
import { menuWords } from './menu-words.js';
import { words } from './words.js';
import { type PageName, pathOf } from './route.js';

type MenuPage = Exclude<
  PageName,
  'room' | 'seat' | 'layout' | 'ready' | 'device' | 'exam' | 'candidates' | 'policy' | 'record' | 'replay'
>;
type MenuLine = { page: MenuPage; text: string; roles?: readonly Role[] };

/** Where the menu leads, from top to bottom; `roles`: who is offered it, everybody where it is left out. The hub has the last word. */
const LINES: readonly MenuLine[] = [
  { page: 'first-room', text: words.toTheRoom, roles: ['admin', 'invigilator', 'reviewer', 'technician'] },
  { page: 'first-ready', text: menuWords.ready, roles: ['admin', 'invigilator', 'technician'] },
  { page: 'devices', text: menuWords.devices, roles: ['admin', 'technician'] },
  { page: 'updates', text: menuWords.updates, roles: ['admin', 'technician'] },
  { page: 'centre', text: menuWords.centre, roles: ['admin', 'technician'] },
  { page: 'exams', text: menuWords.exams, roles: ['admin', 'invigilator', 'reviewer'] },
  { page: 'policies', text: menuWords.policies, roles: ['admin', 'invigilator', 'reviewer', 'technician'] },
  { page: 'users', text: menuWords.users, roles: ['admin'] },
  { page: 'records', text: menuWords.records, roles: ['admin', 'invigilator', 'reviewer'] },
  { page: 'audit', text: words.audit, roles: ['admin', 'auditor'] },
  { page: 'account', text: words.account },
];

/** What the menu offers to a role; before it is known, what it offers to everybody. */
export function menuFor(role: Role | undefined): { href: string; text: string }[] {
  return LINES.filter(({ roles }) => roles === undefined || (role !== undefined && roles.includes(role))).map(
    ({ page, text }) => ({ href: pathOf(page, {}), text }),
  );
}
