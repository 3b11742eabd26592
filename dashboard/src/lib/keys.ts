import { msg } from '@lit/localize';

/** What a key can do on a page. */
export type KeyAction = keyof typeof KEYS;

type KeyLine = {
  /** As the browser names them; none: a part of the page hears it by itself. */
  keys: readonly string[];
  /** As they are printed on a keyboard, where that is something else. */
  shown?: string;
  text: string;
  /** It works where the keys are turned off as well: it is no character. */
  always?: true;
};

/** Every key of the app and what it does: the pages act by this table, and the help shows it. */
export const KEYS = {
  next: { keys: ['j'], text: msg('Next item of the queue') },
  previous: { keys: ['k'], text: msg('Previous item of the queue') },
  open: { keys: [' '], shown: msg('Space'), text: msg('Open the seat’s page at this incident') },
  acknowledge: { keys: ['a'], text: msg('I’m looking at this; once more gives it back') },
  judge: {
    keys: ['1', '2', '3', '4', '5'],
    shown: '1 – 5',
    text: msg('Judge: clear, note, escalate, confirm, reopen'),
  },
  undo: { keys: ['u'], text: msg('Take back what was just judged') },
  choose: { keys: ['x'], text: msg('Choose this item; then 1 clears and 2 notes all that are chosen') },
  'choose-to': {
    keys: ['X'],
    shown: msg('Shift + x'),
    text: msg('Choose all from the last chosen one to this'),
  },
  larger: { keys: ['+', '='], shown: '+', text: msg('The map larger') },
  smaller: { keys: ['-'], text: msg('The map smaller') },
  fit: { keys: ['0'], text: msg('The whole map') },
  play: { keys: [], shown: msg('Space'), text: msg('In a flip book: play and pause') },
  flip: {
    keys: [],
    shown: '← →',
    text: msg('In a flip book: a picture back or on; Home and End go to its ends'),
  },
  search: { keys: ['/'], text: msg('Search the room') },
  help: { keys: ['?'], text: msg('These keys') },
  leave: {
    keys: ['Escape'],
    shown: msg('Esc'),
    text: msg('Leave: the seat’s page, or choosing'),
    always: true,
  },
} as const satisfies Record<string, KeyLine>;

/** Every action, in the order of the help. */
export const KEY_ACTIONS: readonly KeyAction[] = Object.keys(KEYS).filter(isKeyAction);

/** What a key does; undefined: nothing. */
export function actionOf(key: string): KeyAction | undefined {
  return KEY_ACTIONS.find((action) => lineOf(action).keys.includes(key));
}

/** The lines of the help for what a page can do, in the table's order. */
export function helpFor(actions: ReadonlySet<KeyAction>): { keys: string; text: string }[] {
  return KEY_ACTIONS.filter((action) => actions.has(action)).map((action) => {
    const { keys, shown, text } = lineOf(action);
    return { keys: shown ?? keys.join(' '), text };
  });
}

/** Whether a key works where the keys are turned off. */
export function isAlwaysOn(action: KeyAction): boolean {
  return lineOf(action).always === true;
}

function lineOf(action: KeyAction): KeyLine {
  return KEYS[action];
}

function isKeyAction(name: string): name is KeyAction {
  return Object.hasOwn(KEYS, name);
}
