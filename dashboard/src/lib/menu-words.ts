import { msg } from '@lit/localize';

/** Where the menu leads, for pages whose own texts are loaded with them. */
export const menuWords = {
  ready: msg('Go or no-go'),
  devices: msg('Devices'),
  updates: msg('Updates'),
  centre: msg('Centre'),
  exams: msg('Exams'),
  policies: msg('Policies'),
  records: msg('Sessions'),
  users: msg('Users'),
  notForRole: msg('This page is not for your role.'),
  noRecords: msg('Your role looks after machines or the audit log. Records of candidates are not for it.'),
} as const;
