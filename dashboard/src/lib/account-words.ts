import { msg, str } from '@lit/localize';
/** The texts of the page of one's own account: a part of `words`. */
export const accountWords = {
  account: msg('Your account'),
  yourRooms: (rooms: readonly string[]): string =>
    rooms.length === 0 ? msg('No room was given to you.') : msg(str`Your rooms: ${rooms.join(', ')}`),
  changePassword: msg('Change the password'),
  oldPassword: msg('Password now'),
  newPassword: msg('New password, at least 8 characters'),
  passwordChanged: msg('The password is changed. You are signed out everywhere else.'),
  passwordTooShort: msg('The new password has at least 8 characters.'),
  passwordFailed: msg('The password was not changed: the hub gave no answer.'),
  passwordRefused: (reason: string): string => msg(str`The password was not changed: ${reason}.`),
  factor: msg('A code beside the password'),
  factorOff: msg(
    'With a program on your telephone, a password that somebody else knows is not enough to sign in.',
  ),
  factorOn: msg('It is on: signing in asks for a code of your telephone.'),
  factorScan: msg('Let the program on your telephone read this, then type the code that it shows.'),
  factorPicture: msg('The secret, as a picture for the telephone'),
  factorType: msg('Or type it there:'),
  factorCode: msg('Code of six digits'),
  factorDone: msg(
    'It is on. Keep these codes where your telephone is not: each stands in for it once, and they are shown only now.',
  ),
  factorAct: { off: msg('Turn it on'), begun: msg('Confirm'), on: msg('Turn it off') },
  factorRefused: (reason: string): string => msg(str`Not done: ${reason}.`),
  factorFailed: msg('Not done: the hub gave no answer.'),
  logins: msg('Where you are signed in'),
  thisBrowser: msg('this browser'),
  loginLasts: (since: string, until: string): string => msg(str`since ${since}, until ${until}`),
  fromAddress: (address: string): string => msg(str`from ${address}`),
  fromUnknown: msg('from an address that is not known'),
  endLogin: msg('End'),
  endAll: msg('Sign out everywhere'),
  loginsFailed: msg('Your log-ins could not be loaded.'),
} as const;
