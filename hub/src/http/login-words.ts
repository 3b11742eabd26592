import type { SpokenLanguage } from '@invigil/contract';

/** Why a log-in failed, as far as the person who tried is told. */
export const LOGIN_FAULTS = [
  'wrong-credentials',
  'too-many-requests',
  'bad-request',
  'code-needed',
  'password-change-needed',
] as const;
export type LoginFault = (typeof LOGIN_FAULTS)[number];

type LoginWords = Record<
  'title' | 'ended' | 'name' | 'password' | 'code' | 'newPassword' | 'signIn' | LoginFault,
  string
>;

/** The texts of the log-in page, in each language. */
export const LOGIN_WORDS = {
  en: {
    title: 'Sign in · Invigil',
    ended: 'Your log-in has ended. Sign in again, and you are back where you were.',
    name: 'Name',
    password: 'Password',
    code: 'Code',
    newPassword: 'Your new password',
    signIn: 'Sign in',
    'wrong-credentials': 'The name or the password is wrong.',
    'too-many-requests': 'Too many tries. Wait a minute, then try again.',
    'bad-request': 'Type a name and a password; a new one has at least 8 characters.',
    'code-needed': 'Type your password again, and the code of your second factor or a recovery code.',
    'password-change-needed':
      'Your password was given to you by somebody else. Type it again, and a new one of your own.',
  },
  de: {
    title: 'Anmelden · Invigil',
    ended: 'Ihre Anmeldung ist beendet. Melden Sie sich wieder an, dann sind Sie, wo Sie waren.',
    name: 'Name',
    password: 'Passwort',
    code: 'Code',
    newPassword: 'Ihr neues Passwort',
    signIn: 'Anmelden',
    'wrong-credentials': 'Der Name oder das Passwort ist falsch.',
    'too-many-requests': 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es noch einmal.',
    'bad-request': 'Geben Sie einen Namen und ein Passwort ein; ein neues hat mindestens 8 Zeichen.',
    'code-needed':
      'Geben Sie Ihr Passwort noch einmal ein, dazu den Code Ihres zweiten Faktors oder einen Wiederherstellungscode.',
    'password-change-needed':
      'Ihr Passwort hat Ihnen jemand anderes gegeben. Geben Sie es noch einmal ein, dazu ein eigenes neues.',
  },
} as const satisfies Record<SpokenLanguage, LoginWords>;
