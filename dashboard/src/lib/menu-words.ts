import { msg } from '@lit/localize';

/** Where the menu leads, for pages whose own texts are loaded with them. */
export const menuWords = {
  ready: msg('Go or no-go'),
  devices: msg('Devices'),
  exams: msg('Exams'),
  policies: msg('Policies'),
  users: msg('Users'),
  notForRole: msg('This page is not for your role.'),
} as const;
