import { msg, str } from '@lit/localize';

/** The texts of the checks before the exam. */
export const checkWords = () => ({
  selfView: msg('Your picture, as in a mirror'),
  noPicture: msg('No picture yet'),
  notKept: msg('This picture is shown to you only and is not kept.'),
  cameraTitle: msg('Your camera'),
  cameraLead: msg('Sit as you will during the exam. This is what the camera sees.'),
  good: msg('That looks good.'),
  face: {
    good: msg('Your face can be seen well.'),
    none: msg('No face is seen. Please sit in front of the camera.'),
    'too-far': msg('You are a little far away. Please come closer, or bring the camera closer.'),
    'not-centred': msg('Please move toward the middle of the picture.'),
    'second-person': msg('Somebody else is in the picture. Please ask them to step aside.'),
    unreadable: msg(
      'Your face can’t be read well. Please look at the screen, with nothing before your face.',
    ),
  },
  light: {
    good: '',
    'too-dark': msg('It is too dark. Please turn on a light in front of you.'),
    'too-bright': msg('It is too bright. A lamp or window behind you may be the reason.'),
    blurred: msg('The picture is blurred. Please wipe the camera’s lens.'),
    covered: msg('The camera is covered. Please open its lid, or take away what is before it.'),
  },
  looking: msg('Looking at the picture…'),
  cameraLost: msg(
    'The camera gives no picture. Please check its cable, or tell the invigilator. You can go on without.',
  ),
  cameraOff: msg('The camera is off at this seat.'),
  anyway: msg('Continue anyway'),
  anywayNote: msg(
    'You can go on as it is. That it did not get better is noted, and is not held against you.',
  ),
  identityTitle: msg('Your face at the beginning'),
  identityLead: msg(
    'In this exam the seat checks now and then that the same person sits here. Please look at the camera for a few seconds.',
  ),
  identityWhere: msg(
    'What it remembers of your face stays in the memory of this computer and is gone after the exam. Your name is not asked for.',
  ),
  identityDone: msg('Thank you. That is enough.'),
  identityLook: msg('Please look straight at the camera.'),
  gazeTitle: msg('Where you look'),
  gazeLead: msg(
    'Five dots appear one after the other. Please look at each until the next one comes. It takes 20 seconds.',
  ),
  gazeWhy: msg(
    'So the seat learns how your eyes look at your screen, and is less often mistaken. You can skip it.',
  ),
  gazeStart: msg('Show the dots'),
  gazeNow: (nth: number): string => msg(str`Look at dot ${nth} of 5`),
  gazeStop: msg('Stop'),
  gazeWait: msg('One moment…'),
  gazeResult: {
    good: msg('That worked well.'),
    fair: msg('That worked. It is not very exact, and that is fine.'),
    none: msg(
      'Your eyes can’t be read well enough. That is fine: glasses or light may be the reason. The exam goes on without it.',
    ),
  },
  turnTitle: msg('A turn of the head'),
  turnLead: msg(
    'To show that a person sits here and not a picture, please turn your head once when you are asked.',
  ),
  turnStart: msg('I am ready'),
  turnNow: {
    'turn-left': msg('Now turn your head to your left, and back again'),
    'turn-right': msg('Now turn your head to your right, and back again'),
  },
  turnOutcome: {
    answered: msg('Thank you. That was seen.'),
    'not-answered': msg('The turn was not seen. Please turn a little further, or skip this step.'),
    'could-not-see': msg(
      'The picture was not good enough to see it. Please check the light, or skip this step.',
    ),
    'no-answer': msg('The seat gave no answer. You can try again or skip this step.'),
  },
  skipNote: msg('Skipping is noted, and is not held against you.'),
  microphoneTitle: msg('Your microphone'),
  microphoneLead: msg(
    'In this exam the seat listens whether somebody speaks. Nothing is recorded or understood. Please say: “I am ready.”',
  ),
  microphoneLevel: msg('How sure the seat is that it hears a voice'),
  microphoneHeard: msg('Thank you. You were heard.'),
  microphoneSilent: msg('Nothing is heard yet.'),
});
