/** The texts of the page of one's own account: a part of `words`. */
export const accountWords = {
  account: 'Your account',
  yourRooms: (rooms: readonly string[]): string =>
    rooms.length === 0 ? 'No room was given to you.' : `Your rooms: ${rooms.join(', ')}`,
  changePassword: 'Change the password',
  oldPassword: 'Password now',
  newPassword: 'New password, at least 8 characters',
  passwordChanged: 'The password is changed. You are signed out everywhere else.',
  passwordTooShort: 'The new password has at least 8 characters.',
  passwordFailed: 'The password was not changed: the hub gave no answer.',
  passwordRefused: (reason: string): string => `The password was not changed: ${reason}.`,
  factor: 'A code beside the password',
  factorOff:
    'With a program on your telephone, a password that somebody else knows is not enough to sign in.',
  factorOn: 'It is on: signing in asks for a code of your telephone.',
  factorScan: 'Let the program on your telephone read this, then type the code that it shows.',
  factorPicture: 'The secret, as a picture for the telephone',
  factorType: 'Or type it there:',
  factorCode: 'Code of six digits',
  factorDone:
    'It is on. Keep these codes where your telephone is not: each stands in for it once, and they are shown only now.',
  factorAct: { off: 'Turn it on', begun: 'Confirm', on: 'Turn it off' },
  factorRefused: (reason: string): string => `Not done: ${reason}.`,
  factorFailed: 'Not done: the hub gave no answer.',
  logins: 'Where you are signed in',
  thisBrowser: 'this browser',
  loginLasts: (since: string, until: string): string => `since ${since}, until ${until}`,
  fromAddress: (address: string): string => `from ${address}`,
  fromUnknown: 'from an address that is not known',
  endLogin: 'End',
  endAll: 'Sign out everywhere',
  loginsFailed: 'Your log-ins could not be loaded.',
} as const;
