import { msg, str } from '@lit/localize';

/** The texts of the first step and of the last before the exam. */
export const welcomeWords = () => ({
  title: msg('Welcome'),
  titleOf: (exam: string): string => msg(str`Welcome to ${exam}`),
  lead: msg(
    'Before you begin, this page tells you what is watched during the exam, and why. Take your time.',
  ),
  watched: msg('What is watched'),
  watchedLead: msg('Software watches, and notes only:'),
  nothingWatched: msg('Nothing is watched at this seat.'),
  noCamera: msg('The camera stays off at this seat.'),
  decides: msg(
    'Software never decides about you. What it notes is looked at by people, and only people judge.',
  ),
  never: msg('It does not guess your feelings, your age, your sex or your origin.'),
  who: msg('Who is responsible'),
  why: msg('Why it is allowed'),
  seen: msg('Who sees it'),
  seenText: msg('The invigilators of this exam, and those who review it later.'),
  kept: msg('How long it is kept'),
  keptUnknown: msg('As long as the centre says below.'),
  object: msg('If you do not agree'),
  objectCamera: msg(
    'You may ask for the way without a camera. Please do so now, before you begin, by telling the invigilator.',
  ),
  contact: msg('Whom to ask'),
  more: msg('The centre’s own words'),
  noNotice: msg(
    'The centre has written no notice. Ask the invigilator who is responsible and how long it is kept.',
  ),
  otherLanguage: msg('The centre has written this in another language only.'),
  understood: msg('I have read this'),
  readyTitle: msg('You are ready'),
  readyLead: msg('From the next step on, what was listed is watched until you say that you are finished.'),
  readyFrame: msg('Your exam opens on this page, in full screen.'),
  readyWindow: msg('Your exam opens in a window of its own. This page stays open beside it.'),
  readyHelp: msg('You can raise your hand on this page at any time.'),
  begin: msg('Begin the exam'),
});
