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
  logins: 'Where you are signed in',
  thisBrowser: 'this browser',
  loginLasts: (since: string, until: string): string => `since ${since}, until ${until}`,
  fromAddress: (address: string): string => `from ${address}`,
  fromUnknown: 'from an address that is not known',
  endLogin: 'End',
  endAll: 'Sign out everywhere',
  loginsFailed: 'Your log-ins could not be loaded.',
} as const;
