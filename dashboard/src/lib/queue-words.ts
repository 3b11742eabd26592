import type { Signal } from '@invigil/contract';
import { msg, str } from '@lit/localize';

/** The texts of the queue and of what is done in it. */
export const queueWords = {
  takenCount: (count: number): string => msg(str`Somebody is looking: ${count}`),
  taken: msg('Somebody is looking'),
  takenWhy: msg('Below what nobody is looking at, until it is judged or given back.'),
  /** On whom an incident waits. */
  takenBy: (by: string, time: string): string => msg(str`${by} is looking at it, since ${time}`),
  takenByYou: (time: string): string => msg(str`You are looking at it, since ${time}`),
  take: msg('I’m looking'),
  takeOver: msg('Take over'),
  giveBack: msg('Give back'),
  clear: msg('Clear'),
  escalate: msg('Escalate'),
  /** What a button of an item does, for those who hear it: its own text first. */
  actOn: (act: string, seat: string, what: string): string => msg(str`${act}: seat ${seat}, ${what}`),
  tookOver: (seat: string, from: string): string => msg(str`Seat ${seat}: taken over from ${from}.`),
  takeRefused: (seat: string, reason: string): string => msg(str`Seat ${seat}: ${reason}.`),
  takeLate: (seat: string): string =>
    msg(str`Seat ${seat}: somebody else was quicker. Look who has it now, and press once more to take it.`),
  takeFailed: (seat: string): string => msg(str`Seat ${seat}: the hub gave no answer. Try again.`),
  risk: (score: number): string => msg(str`Risk ${score} now`),
  source: {
    camera: msg('camera'),
    page: msg('the candidate’s page'),
    browser: msg('the browser'),
    editor: msg('the editor'),
    machine: msg('the seat’s machine'),
    microphone: msg('microphone'),
    room: msg('several seats together'),
    hub: msg('the hub'),
  } satisfies Record<Signal['source'], string>,
  /** From where what was seen came, where it is not the camera alone. */
  sources: (sources: string): string => msg(str`Seen by: ${sources}`),
  heldFigures: (line: string, shown: number, allowed: number): string =>
    msg(str`${line}; ${shown} shown in the hour before, ${allowed} allowed`),
  search: msg('Search'),
  chooseSeveral: msg('Choose several'),
  chooseEnd: msg('Done'),
  chosen: (count: number): string => (count === 1 ? msg('1 chosen') : msg(str`${count} chosen`)),
  choose: (seat: string, what: string): string => msg(str`Choose seat ${seat}: ${what}`),
  chooseSeat: (seat: string, count: number): string => msg(str`All ${count} of seat ${seat}`),
  chooseHeld: (count: number): string =>
    count === 1 ? msg('Choose the one held back') : msg(str`Choose all ${count} held back`),
  clearChosen: msg('Clear…'),
  noteChosen: msg('Note…'),
  oneByOne: msg('Escalating and confirming are done one by one.'),
  noneChosen: msg('Choose at least one: press x on an item, or tick its box.'),
  judgeChosen: (count: number): string =>
    count === 1 ? msg('Judge 1 incident') : msg(str`Judge ${count} incidents alike`),
  ofSeats: (seats: string): string => msg(str`Of the seats ${seats}`),
  someRefused: (judged: number, refused: number): string =>
    msg(str`${judged} judged. ${refused} not, and they stay where they are:`),
  refusedLine: (seat: string, what: string, reason: string): string =>
    msg(str`Seat ${seat}, ${what}: ${reason}.`),
  /** Why one of several was not judged, where it is not the hub's own words. */
  whyNot: {
    conflict: msg('somebody else has judged this meanwhile'),
    'not-found': msg('it is no longer there, or part of another one'),
  },
  undoNoAnswer: (seat: string): string =>
    msg(str`Seat ${seat}: not taken back, the hub gave no answer. Try again.`),
  manyUndoNoAnswer: (count: number): string =>
    msg(str`${count} incidents: not taken back, the hub gave no answer. Try again.`),
  /** A part of the page that was not loaded yet. */
  notLoaded: msg('That could not be loaded: the hub gave no answer. Try again.'),
  manyJudged: (count: number, outcome: string): string => msg(str`${count} incidents: ${outcome}.`),
  manyUndone: (count: number): string => msg(str`${count} incidents: taken back.`),
  manyPartlyUndone: (undone: number, left: number): string =>
    msg(str`${undone} incidents taken back; ${left} could not be. Reopen them from the list.`),
  manyUndoFailed: (count: number): string =>
    msg(str`${count} incidents: could not be taken back. Reopen them from the list.`),
};
