import { msg, str } from '@lit/localize';

/** The texts around every step, and of what is in the way. */
export const frameWords = () => ({
  page: msg('Your seat'),
  seat: (seat: string): string => msg(str`Seat ${seat}`),
  step: (nth: number, of: number): string => msg(str`Step ${nth} of ${of}`),
  language: msg('Language'),
  size: msg('Letters'),
  sizes: { '1': msg('Normal'), '1.25': msg('Large'), '1.5': msg('Very large') },
  theme: msg('Colours'),
  themes: {
    auto: msg('As the computer'),
    light: msg('Light'),
    dark: msg('Dark'),
    contrast: msg('High contrast'),
  },
  goOn: msg('Continue'),
  skip: msg('Skip this step'),
  tryAgain: msg('Try again'),
  connecting: { title: msg('One moment'), text: msg('The page is connecting to this seat.') },
  noKey: {
    title: msg('This page was opened without its key'),
    text: msg('Only the page that the seat opens itself can begin an exam.'),
    act: msg('Please tell the invigilator. Nothing is lost.'),
  },
  wrongKey: {
    title: msg('This page is from before a restart'),
    text: msg('The seat’s program was started anew since this page was opened.'),
    act: msg('Please tell the invigilator, who opens the page again. What was recorded until now is kept.'),
  },
  otherVersion: {
    title: msg('This page does not fit this seat'),
    text: msg('Page and seat are of different versions.'),
    act: msg('Please tell the invigilator.'),
  },
  notThere: {
    title: msg('The seat’s program does not answer'),
    text: msg('The page tries again by itself.'),
    act: msg(
      'If this stays for more than a minute, please tell the invigilator. It is not held against you.',
    ),
  },
  notWanted: {
    title: msg('This exam does not use this page'),
    text: msg('The rules of this exam ask for nothing here.'),
    act: msg('Please go on as the invigilator says.'),
  },
  elsewhere: {
    title: msg('The page is open already'),
    text: msg('Your exam goes on in another window or tab of this browser.'),
    act: msg('Please close this one. If you can’t find the other, close all and tell the invigilator.'),
  },
  lostTitle: msg('The seat’s program does not answer at the moment'),
  lostText: msg('Go on with your exam: the page reconnects by itself. It is not held against you.'),
});
