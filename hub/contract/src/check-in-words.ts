import type { PageTold, StepOutcome } from './check-in.js';
import type { SpokenLanguage } from './language.js';

type Step = 'camera' | 'calibration' | 'liveness' | 'identity' | 'microphone';

/** What is said of how a session began and ended for its candidate. */
type CheckInWords = {
  title: string;
  about: string;
  none: string;
  notice: (version: string, language: string) => string;
  began: (steps: string) => string;
  ended: string;
  step: Record<Step, string>;
  outcome: Record<StepOutcome, string>;
};

/** What reports and pages say of it, in each language. */
export const CHECK_IN_WORDS: Record<SpokenLanguage, CheckInWords> = {
  en: {
    title: 'How it began and ended for the candidate',
    about: 'As the candidate’s page told it. A step that was skipped says nothing against anybody.',
    none: 'The candidate’s page told nothing: it was not open, or the policy does not ask for it.',
    notice: (version, language) => `The notice was shown: version ${version}, language ${language}`,
    began: (steps) => `The check-in was finished. ${steps}`,
    ended: 'The candidate said that the exam is over',
    step: {
      camera: 'camera',
      calibration: 'dots for the eyes',
      liveness: 'movement of the head',
      identity: 'likeness to compare with later',
      microphone: 'microphone',
    },
    outcome: {
      done: 'done',
      skipped: 'skipped',
      'not-possible': 'not possible',
      'not-asked': 'not asked for',
    },
  },
  de: {
    title: 'Wie es für den Prüfling begann und endete',
    about: 'Wie die Seite des Prüflings es meldete. Ein übersprungener Schritt spricht gegen niemanden.',
    none: 'Die Seite des Prüflings meldete nichts: Sie war nicht offen, oder die Richtlinie verlangt sie nicht.',
    notice: (version, language) => `Der Hinweis wurde gezeigt: Fassung ${version}, Sprache ${language}`,
    began: (steps) => `Die Anmeldung am Platz war fertig. ${steps}`,
    ended: 'Der Prüfling sagte, dass die Prüfung vorbei ist',
    step: {
      camera: 'Kamera',
      calibration: 'Punkte für die Augen',
      liveness: 'Bewegung des Kopfes',
      identity: 'Ähnlichkeit zum späteren Vergleich',
      microphone: 'Mikrofon',
    },
    outcome: {
      done: 'erledigt',
      skipped: 'übersprungen',
      'not-possible': 'nicht möglich',
      'not-asked': 'nicht verlangt',
    },
  },
};

const STEPS = ['camera', 'calibration', 'liveness', 'identity', 'microphone'] as const;
/** As much of a notice's hash as tells its versions apart. */
const VERSION_LENGTH = 12;

/** One thing that the candidate's page told, as a line without its time. Steps that were not asked for are left out. */
export function checkInLine({ told }: PageTold, words: CheckInWords): string {
  switch (told.type) {
    case 'notice-shown':
      return words.notice(told.hash.slice(0, VERSION_LENGTH), told.language);
    case 'checked-in': {
      const asked = STEPS.filter((step) => told.checkIn[step] !== 'not-asked');
      return words.began(
        asked.map((step) => `${words.step[step]}: ${words.outcome[told.checkIn[step]]}`).join('; '),
      );
    }
    case 'checked-out':
      return words.ended;
  }
}
