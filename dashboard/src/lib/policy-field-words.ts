import { msg } from '@lit/localize';
import type { Field } from '@invigil/contract';

/** What each field of a policy means, by its path; `*` stands for the kind of signal. In English as the contract says it. */
const MEANINGS: Readonly<Record<string, string>> = {
  '*.enabled': msg('whether this signal is watched for at all'),
  '*.onsetMs': msg('how long it must be seen before the signal opens'),
  '*.offsetMs': msg('how long it must be gone before the signal closes'),
  '*.minConfidence': msg('least confidence of an observation that counts'),
  '*.weight': msg('what a long, certain signal of this kind adds before scaling'),
  '*.saturationMs': msg('time constant with which it reaches its weight'),
  '*.halfLifeMs': msg('after its end, half of it is forgotten in this time'),
  'room.*.enabled': msg('whether the hub looks for this at all'),
  'room.*.least': msg('how many times it must happen before it is a finding'),
  'room.*.withinMs': msg('within which time they count together'),
  'room.sharedCause.leastSeats': msg('fewest watched seats for which anything can be called shared'),
  'room.sharedCause.leastShare': msg('share of the watched seats that must do the same'),
  'room.sharedCause.withinMs': msg('how close together they must begin'),
  'room.sharedCause.factor': msg('what is left of a shared signal in the risk'),
  'software.*.enabled': msg('whether this signal is told at all; what is not is not recorded either'),
  'software.*.onsetMs': msg('how long it must hold, several times together, before the signal opens'),
  'software.*.offsetMs': msg('what begins or happens again within this time belongs to the same signal'),
  '*.countsAsMs': msg('one of it weighs as much as something that was seen for this long'),
  'parts.page': msg(
    'whether the candidate’s page is listened to: off, welcome (missed only once it was there) or required (missed from the start)',
  ),
  'parts.browser': msg(
    'whether the browser’s extension is listened to: off, welcome (missed only once it was there) or required (missed from the start)',
  ),
  'parts.editor': msg(
    'whether the editor is listened to: off, welcome (missed only once it was there) or required (missed from the start)',
  ),
  'parts.machine': msg('whether the seat’s own devices and sessions are watched'),
  'parts.microphone': msg(
    'whether the seat listens for speech; nothing is recorded and nothing is understood',
  ),
  'parts.allowedExtensions': msg('extensions of the editor that are nothing to tell, by their full names'),
  'lookingAway.yawDeg': msg(
    'head yaw from the baseline that counts as away; a head turned by 20° is read within 1.5° on average',
  ),
  'lookingAway.pitchUpDeg': msg('chin up from the baseline that counts as away'),
  'lookingAway.pitchDownDeg': msg(
    'chin down from the baseline that counts as away; paper on the desk is lower than a screen',
  ),
  'gazeOffScreen.offset': msg(
    'least iris offset from the candidate’s neutral gaze that counts as off the screen; more for eyes that roam over the screen, up to its edge at about 0.15',
  ),
  'gazeOffScreen.headYawDeg': msg(
    'the eyes are read only while the head’s yaw is this close to its baseline: a turn moves the irises by itself',
  ),
  'gazeOffScreen.headPitchDeg': msg('… and its pitch this close'),
  'levels.watch': msg('score from which a seat is on watch'),
  'levels.alert': msg('score from which a seat is on alert'),
  'levels.hysteresis': msg('how far below a threshold the score must fall to leave a level'),
  incidentGapMs: msg('signals of one seat that follow each other within this time are one incident'),
  'identity.enabled': msg(
    'whether the seat compares who sits there with who sat there when the session began; its template stays in its memory',
  ),
  'identity.minSimilarity': msg(
    'likeness from which a near-frontal face is the same person; at 0.55 the net erred on 0.84 % of 6,192 pairs of two people and 0 of 363 of one',
  ),
  'liveness.withinMs': msg(
    'how long a candidate has to answer a cue; the invigilator says it aloud after it was started, so this holds the saying too',
  ),
  'liveness.leastTurnDeg': msg(
    'how far the head must turn, or the chin rise, from its neutral to be an answer',
  ),
  'liveness.attempts': msg(
    'how many cues in a row must go unanswered before the seat says that the movement was not seen',
  ),
  'liveness.holdMs': msg('how long it goes on saying so where no later cue is answered'),
  'alertBudget.itemsPerSeatHour': msg(
    'how many items an invigilator is asked to look at, for each watched seat and hour; the rest is held back, ranked, and told as held back',
  ),
  'camera.enabled': msg(
    'whether the seat’s camera is opened at all; without it nothing of the camera is watched',
  ),
  'evidence.enabled': msg('whether pictures are kept at all'),
  'evidence.beforeMs': msg('how long before the moment the earlier picture is taken'),
  'evidence.blurBystanders': msg(
    'whether the heads of others than the candidate are made unrecognisable before a picture is kept; never in those of a second person who stays',
  ),
};

const UNITS: Readonly<Record<string, string>> = {
  ms: msg('ms'),
  probability: msg('probability'),
  'points before scaling': msg('points before scaling'),
  times: msg('times'),
  seats: msg('seats'),
  share: msg('share'),
  degrees: msg('degrees'),
  'share of the eye’s width': msg('share of the eye’s width'),
  'points of 100': msg('points of 100'),
  cosine: msg('cosine'),
  cues: msg('cues'),
  'items per seat and hour': msg('items per seat and hour'),
};

/** A field as its reader's language says it: what it means, in which unit, and in which range. */
export function saidField({ meaning, path, range, unit }: Field): Pick<Field, 'meaning' | 'range' | 'unit'> {
  const [group = '', , ...rest] = path.split('.');
  const leaf = rest.at(-1) ?? '';
  return {
    meaning: MEANINGS[path] ?? MEANINGS[`${group}.*.${leaf}`] ?? MEANINGS[`*.${leaf}`] ?? meaning,
    range: range === 'yes, no' ? msg('yes, no') : range,
    unit: UNITS[unit] ?? unit,
  };
}
