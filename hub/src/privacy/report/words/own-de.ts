import type { OwnTexts } from './own-en.js';

/** What the candidate's copy says in German. */
export const OWN_DE: OwnTexts = {
  title: (session, place) => `Aufzeichnung von ${session}, ${place}`,
  heading: 'Was von Ihrer Prüfung aufbewahrt wurde',
  intro: (centre, room, seat, session, issued) =>
    `Prüfungszentrum ${centre}, Raum ${room}, Platz ${seat}, Sitzung ${session}. Geschrieben am ${issued}. Alle Zeiten sind UTC. Dasselbe vollständig, für Programme, steht in data.json neben dieser Seite.`,
  whatItIs:
    'Die Software hat beobachtet und Signale gegeben. Sie hat nichts entschieden: Menschen haben geurteilt. Sie hat weder Gefühle noch Alter, Geschlecht oder Herkunft gelesen und kein Video und keinen Ton aufgezeichnet.',
  entered: (name, number, arranged) =>
    `Das Prüfungszentrum hat Sie als ${name}, Nummer ${number}, eingetragen. Mit Ihnen vereinbart: ${arranged}.`,
  nothingArranged: 'nichts',
  whatWasWatched: 'Was gesehen wurde',
  stored: (events) => `Gespeicherte Ereignisse: ${events}.`,
  noTime: (sensor, at) => `${sensor}: ${at}. Es verging keine Zeit; es gab also nichts zu beobachten.`,
  watched: (sensor, from, to, share) => `${sensor}: ${from} bis ${to}, davon wurden ${share} gesehen.`,
  noBlind: 'Keine blinde Zeit.',
  blind: (stretches, causes) =>
    `Blinde Zeit, Abschnitte: ${stretches} (${causes}). Blinde Zeit spricht gegen niemanden.`,
  track: (readings, bytes) => `Messwerte der Kamera als Zahlen, ohne Bilder: ${readings}, in ${bytes} Bytes`,
  incidents: 'Vorfälle',
  incidentsAre:
    'Signale, die zusammengehören. Ein Signal ist kein Vorwurf: Es sagt, was die Kamera oder die Software des Platzes zu sehen schien.',
  none: 'Keine.',
  couldNotSee: 'die Kamera konnte nicht gut sehen',
  before: (at) => `kurz davor, ${at}`,
  moment: (at) => `in dem Augenblick, ${at}`,
  gone: (when) => `Ein Bild (${when}) wird nicht mehr aufbewahrt oder kam nie an.`,
  signal: (what, from, length, confidence) => `${what}, ab ${from}, ${length}, Sicherheit ${confidence}`,
  endUnknown: 'Ende unbekannt',
  notJudged: 'Niemand hat ihn beurteilt.',
  judged: 'Was Menschen daraus machten:',
  otherPictures: 'Andere Bilder',
  otherPicture: 'ein Bild, das kein Vorfall nennt',
  talk: 'Was an Ihrem Platz gesagt wurde',
  notes: 'Notizen des Personals',
  struck: (at, reason) => ` (durchgestrichen ${at}: ${reason})`,
  messages: 'Nachrichten an Sie',
  hands: 'Ihre erhobene Hand',
  notAnswered: 'nicht beantwortet',
  answered: (at) => `beantwortet ${at}`,
  lowered: (at) => `heruntergenommen ${at}`,
  told: 'Was Ihnen gesagt wurde',
  noNotice: 'Das Prüfungszentrum hat keinen Hinweis in die Software geschrieben.',
  version: (hash, when) => `Fassung ${hash}, ${when}.`,
  inForce: (at) => `in Kraft seit ${at}; dass er gezeigt wurde, hat der Platz nicht gemeldet`,
  shown: (at) => `gezeigt ${at}`,
  controller: 'Verantwortlich',
  contact: 'Kontakt',
  legalBasis: 'Rechtsgrundlage',
  howToObject: 'So widersprechen Sie',
  whoLooked: 'Wer hingesehen hat',
  looksAre:
    'Blicke auf die Seite, die Aufzeichnung und die Bilder dieses Platzes seit Beginn der Sitzung, auch solche, die spätere Sitzungen an diesem Platz betreffen. Derselbe Blick innerhalb von zehn Minuten ist eine Zeile.',
  columns: ['wann', 'Rolle', 'was'],
  console: 'Personal an der Konsole',
};
