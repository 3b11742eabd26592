import { html } from '../markup.js';
import type { ReportTexts } from './texts-en.js';

/** The sentences of a report in German. */
export const TEXTS_DE: ReportTexts = {
  title: (session, place) => `Sitzung ${session}, Platz ${place}`,
  intro: (issued) =>
    `Bericht vom ${issued}. Alle Zeiten sind UTC. Die Software hat beobachtet und Signale gegeben; sie hat nichts entschieden, kein Video und keinen Ton aufgezeichnet und weder Gefühle noch Alter, Geschlecht oder Herkunft gelesen.`,
  pageOf: { before: 'Seite ', between: ' von ', behind: '' },

  centre: 'Prüfungszentrum',
  roomAndSeat: 'Raum und Platz',
  seatIn: (room, seat) => `${room}, Platz ${seat}`,
  session: 'Sitzung',
  fromTo: 'Von, bis',
  span: (from, to) => `${from} bis ${to}`,
  goesOn: 'sie läuft noch',
  watched: 'Gesehen',
  notProved: 'nicht bewiesen',
  shareOfTime: (share) => `${share} der Zeit`,
  incidents: 'Vorfälle',
  incidentCounts: (conduct, waiting, blind) =>
    `${conduct}, davon warten ${waiting} auf eine Beurteilung; dazu ${blind}, in denen die Kamera nichts sehen konnte`,
  policy: 'Richtlinie',
  notTold: 'nicht gemeldet',
  policyVersion: (id, version) => `${id} Version ${version}`,
  record: 'Aufzeichnung',
  noCertificate: 'Es gibt keinen Vollständigkeitsnachweis.',
  complete: 'Die Aufzeichnung ist vollständig: Nichts fehlt, und jedes Ereignis trägt den Hash des vorigen.',
  notComplete:
    'Die Aufzeichnung ist nicht vollständig: Teile fehlen, oder dass sie unverändert sind, lässt sich nicht beweisen.',

  whatWasWatched: 'Was gesehen wurde und was nicht',
  laterNotHere: 'Die Sitzung läuft noch: Was später kommt, steht nicht in diesem Bericht.',
  noProof:
    'Es gibt keinen Nachweis, was gesehen wurde: Dies ist keine Prüfungssitzung, oder ihre Ereignisse sind gelöscht.',
  nothingToWatch: 'In ihr verging keine Zeit; es gab also nichts zu beobachten.',
  blindCountsNot:
    'Zeiten nach der Uhr des Platzes. Zeit, in der eine Kamera nichts sehen konnte, spricht gegen niemanden.',
  at: (when) => `Um ${when}.`,
  watchedFrom: (from, to, length, share) =>
    html`Von ${from} bis ${to}, ${length}: davon wurden <b>${share}</b> gesehen.`,
  noBlind: 'Es gab keine blinde Zeit.',
  blindStretches: (count, shown) =>
    `Blinde Zeit: ${count === 1 ? 'ein Abschnitt' : `${shown} Abschnitte`}, aus verschiedenen Gründen auch gleichzeitig`,
  axis: (share) => `${share} gesehen; blinde Zeit ist schraffiert`,
  axisKey: 'gesehen: grau; blind: schraffiert',
  from: 'von',
  to: 'bis',
  length: 'Länge',
  why: 'warum',
  notOver: 'nicht vorbei',

  whatWasSeen: 'Was gesehen wurde und was Menschen daraus machten',
  signalsAccuse:
    'Signale, die zusammengehören, sind ein Vorfall. Ein Signal sagt, was die Kamera zu sehen schien; es beschuldigt niemanden. Nur Menschen urteilen.',
  nothingSeen: 'Nichts wurde gesehen.',
  toward: (what, seat) => `${what}, Platz ${seat}`,
  endNotKnown: 'Sein Ende ist nicht bekannt',
  atWorst: (length, severity) => html`${length}, höchstens <b>${severity}</b>`,
  toldLate: ', spät gemeldet, nach einem Ausfall',
  stands: (state) => html`Stand: <b>${state}</b>`,
  grown: ', und seitdem wurde mehr gesehen',
  what: 'was',
  seenFor: 'gesehen',
  confidence: 'Sicherheit',
  notKnown: 'nicht bekannt',
  shared: (share) => `die Ursache war gemeinsam, daher zählen ${share} davon`,
  heardElsewhere: (seats, share) =>
    `auch an ${seats} Nachbarplätzen gehört: wahrscheinlich der Ton des Raums, daher zählen ${share} davon`,
  judgedThen: (severity, signals) => `beurteilt, wie es damals war: ${severity}, Signale: ${signals}`,
  quoted: (words) => `„${words}“`,
  incident: 'Vorfall',
  before: 'kurz davor',
  moment: 'in dem Augenblick',
  pictureGone: (picture) => html`Ein Bild (${picture}) ist nicht mehr aufbewahrt oder kam nie an.`,
  pictureAlt: (when) => `Was die Kamera sah, ${when}`,
  readMe: `Eine Sitzung eines Platzes einer Invigil-Zentrale.

report.html       der Bericht, zum Lesen und Drucken; seine Bilder sind die in evidence/
report.json       derselbe als Daten
certificate.json  was von der Aufzeichnung gespeichert ist und was fehlt, mit den Enden ihrer Kette von Hashes
evidence/         die Bilder, jedes nach seinem SHA-256 benannt
manifest.json     der SHA-256 jeder Datei, von der Zentrale signiert (Ed25519)

Ob dies so ist, wie die Zentrale es schrieb:   invigil-hub verify-bundle FILE.zip --signer KEY
KEY ist der öffentliche Schlüssel der Zentrale, den \`invigil-hub receipts --config FILE\` dort ausgibt. Ohne ihn wird das Paket nur
gegen den Schlüssel geprüft, den es selbst nennt.
`,
};
