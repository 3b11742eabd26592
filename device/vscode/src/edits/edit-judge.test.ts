import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import type { EditingMinute } from '@invigil/contract';
import { type Edit, EditJudge } from './edit-judge.js';
import { EditingMinutes } from './editing-minutes.js';
import type { Replaced } from './shadow.js';

const T = 1_795_000_000_000;
const CODE = 'function add(a, b) {\n  return a + b;\n}\n';
/** Much that stands nowhere. */
const STRANGE =
  'class LinkedList {\n  constructor() { this.head = null; }\n  prepend(value) { this.head = { value, next: this.head }; }\n}\n';

/** A document that is edited as an editor edits it, and what was told of it. */
function scene({
  copied = [],
  others = [],
  web = true,
  text = CODE,
  tickMs = 250,
}: {
  copied?: readonly string[];
  others?: readonly string[];
  web?: boolean;
  text?: string;
  /** How often a slow extension host gets to look. */
  tickMs?: number;
} = {}) {
  const told: { kind: string; characters: number | undefined }[] = [];
  const minutesTold: EditingMinute[] = [];
  const minutes = new EditingMinutes((minute) => minutesTold.push(minute));
  let now = T;
  let document = text;
  const unanswered: (() => void)[] = [];
  let hangs = false;
  const judge = new EditJudge({
    tell: { happened: (kind, _at, detail) => void told.push({ kind, characters: detail?.characters }) },
    minutes,
    otherTexts: () => others,
    wasCopied: async (one) => copied.some((other) => other.trim() === one.trim()),
    pasteMayBypass: web,
    askWindow: () =>
      hangs ? new Promise<void>((resolve) => void unanswered.push(resolve)) : Promise.resolve(),
  });
  judge.opened('a', text);
  judge.tick(now);
  const pass = async (ms: number): Promise<void> => {
    for (const end = now + ms; now < end;) {
      now = Math.min(end, now + tickMs);
      judge.tick(now);
      await nextTurn();
    }
  };
  const edit = (
    changes: readonly Replaced[],
    {
      cause,
      atCursor = true,
      move = 'other',
      doc = 'a',
    }: Partial<Edit> & { move?: 'keys' | 'other' | 'none' } = {},
  ): void => {
    now += 5;
    judge.edited({ doc, at: now, changes, cause, atCursor });
    if (doc === 'a')
      for (const { length, offset, text: put } of changes.toSorted((x, y) => y.offset - x.offset))
        document = document.slice(0, offset) + put + document.slice(offset + length);
    if (move !== 'none') judge.moved(doc, move === 'keys');
  };
  return {
    judge,
    told,
    pass,
    edit,
    /** Puts text at a place, or the end. */
    put: (put: string, options: Parameters<typeof edit>[1] & { offset?: number; length?: number } = {}) =>
      edit([{ offset: options.offset ?? document.length, length: options.length ?? 0, text: put }], options),
    /** The extension host stands still. */
    stall: (ms: number) => void (now += ms),
    type(keys: string): void {
      for (const key of keys) {
        now += 80;
        this.put(key, { move: key === '\n' ? 'other' : 'keys' });
      }
    },
    paste: (pasted: string) => judge.pasted('a', pasted, now),
    replaceAll: (from: string | RegExp, to: string, options: Parameters<typeof edit>[1] = {}) =>
      edit(
        [...document.matchAll(new RegExp(from, 'g'))].map((match) => ({
          offset: match.index,
          length: match[0].length,
          text: to,
        })),
        options,
      ),
    document: () => document,
    /** The window stands still, or goes on and says what waited in it. */
    hang: () => void (hangs = true),
    async goOn(): Promise<void> {
      hangs = false;
      for (const answer of unanswered.splice(0)) answer();
      await nextTurn();
    },
    async counts() {
      await pass(2000);
      minutes.finish();
      const sum = { typed: 0, pasted: 0, completed: 0, bulk: 0, deleted: 0, undone: 0, redone: 0 };
      for (const minute of minutesTold) {
        sum.undone += minute.undone;
        sum.redone += minute.redone;
        for (const step of minute.steps)
          for (const way of ['typed', 'pasted', 'completed', 'bulk', 'deleted'] as const)
            sum[way] += step[way];
      }
      return sum;
    },
  };
}

const kinds = ({ told }: ReturnType<typeof scene>) => told.map(({ kind }) => kind);

test('typing is typed, lines and indentation too, and tells nothing', async () => {
  const s = scene();
  s.type('const total = add(1, 2)');
  s.put('\n    ');
  s.type('\nreturn total');
  const counts = await s.counts();
  assert.deepEqual(kinds(s), []);
  assert.equal(counts.typed, 23 + 5 + 13);
  assert.equal(counts.bulk, 0);
});

test('what was deleted is counted, by one key or over a selection', async () => {
  const s = scene();
  s.edit([{ offset: 0, length: 1, text: '' }], { move: 'keys' });
  s.edit([{ offset: 0, length: 10, text: 'x' }], { move: 'keys' });
  const counts = await s.counts();
  assert.deepEqual([counts.deleted, counts.typed], [11, 1]);
  assert.deepEqual(kinds(s), []);
});

test('an input method that commits a phrase types it', async () => {
  const s = scene();
  for (const sign of '日本語の文章です') s.put(sign, { move: 'other' });
  s.judge.moved('a', true);
  const counts = await s.counts();
  assert.deepEqual([counts.typed, counts.bulk, kinds(s)], [8, 0, []]);
});

test('much text by the way of keys at once is a paste without one', async () => {
  const s = scene();
  for (const sign of STRANGE) s.put(sign, { move: 'other' });
  s.judge.moved('a', true);
  await s.pass(100);
  assert.deepEqual(s.told, [{ kind: 'paste-mismatch', characters: STRANGE.length }]);
});

test('several cursors type', async () => {
  const s = scene();
  for (const key of 'value') s.replaceAll(/\n/, `\n${key}`.slice(1), { move: 'keys' });
  assert.deepEqual(kinds(s), []);
  assert.equal((await s.counts()).bulk, 0);
});

test('a closed bracket, a closed tag and an indented line are no suggestion', async () => {
  const s = scene();
  s.put('()', { move: 'keys' });
  s.put('</section>');
  s.put(' * \n */');
  assert.deepEqual(kinds(s), []);
  assert.equal((await s.counts()).completed, 0);
});

test('a paste of what was copied in the exam comes from inside', async () => {
  const s = scene({ copied: [STRANGE] });
  s.paste(STRANGE);
  s.put(STRANGE);
  await s.pass(3000);
  assert.deepEqual(s.told, [{ kind: 'pasted-inside', characters: STRANGE.length }]);
  assert.equal((await s.counts()).pasted, STRANGE.length);
});

test('a paste of what stands in an open file or page comes from inside', async () => {
  for (const options of [{ others: [`task:\n${STRANGE}`] }, { text: STRANGE }]) {
    const s = scene(options);
    s.paste(STRANGE.replaceAll('\n', '\r\n'));
    s.put(STRANGE);
    await s.pass(100);
    assert.deepEqual(kinds(s), ['pasted-inside']);
  }
});

test('any other paste comes from outside, told by its size with the line ends of the editor', async () => {
  const s = scene();
  s.paste(STRANGE.replaceAll('\n', '\r\n'));
  s.put(STRANGE);
  await s.pass(3000);
  assert.deepEqual(s.told, [{ kind: 'pasted-outside', characters: STRANGE.length }]);
});

test('a paste that is laid out anew, spread over cursors, put twice or wrapped is one paste', async () => {
  const pasted = 'first(1);\nsecond(2);\n';
  const ways: readonly Replaced[][] = [
    [{ offset: 0, length: 0, text: '    first(1);\n    second(2);\n' }],
    [
      { offset: 21, length: 0, text: 'second(2);' },
      { offset: 0, length: 0, text: 'first(1);' },
    ],
    [
      { offset: 0, length: 0, text: pasted },
      { offset: 21, length: 0, text: pasted },
    ],
    [{ offset: 0, length: 8, text: `[function](${pasted})` }],
  ];
  for (const changes of ways) {
    const s = scene();
    s.paste(pasted);
    s.edit(changes);
    await s.pass(3000);
    assert.deepEqual(kinds(s), ['pasted-outside']);
  }
});

test('one character pasted over and over is pasted each time', async () => {
  const s = scene();
  for (let i = 0; i < 3; i++) {
    s.paste('é');
    s.put('é');
    await s.pass(250);
  }
  assert.deepEqual(kinds(s), ['pasted-outside', 'pasted-inside', 'pasted-inside']);
});

test('a paste that makes no edit is told within two seconds, once', async () => {
  const s = scene();
  s.paste(STRANGE);
  await s.pass(1800);
  assert.deepEqual(s.told, [{ kind: 'paste-mismatch', characters: STRANGE.length }]);
  await s.pass(60_000);
  assert.equal(s.told.length, 1);
});

test('a paste is waited for as long as the window stands still', async () => {
  const s = scene();
  s.hang();
  s.paste(STRANGE);
  await s.pass(90_000);
  s.put(STRANGE);
  await s.goOn();
  await s.pass(5000);
  assert.deepEqual(kinds(s), ['pasted-outside']);
});

test('a paste is waited for as long as the extension host gets to look too late', async () => {
  const s = scene({ tickMs: 600 });
  s.paste(STRANGE);
  await s.pass(30_000);
  s.put(STRANGE);
  await s.pass(5000);
  assert.deepEqual(kinds(s), ['pasted-outside']);
});

test('a paste that the editor gave up is no mismatch: typed on, moved on, pasted again, closed', async () => {
  const ways: ((s: ReturnType<typeof scene>) => void)[] = [
    (s) => s.type('abc'),
    (s) => s.judge.moved('a', false),
    (s) => s.edit([{ offset: 0, length: 4, text: '' }]),
    (s) => s.put(CODE, { cause: 'undo' }),
    (s) => s.judge.closed('a'),
  ];
  for (const way of ways) {
    const s = scene();
    s.paste(STRANGE);
    await s.pass(250);
    way(s);
    await s.pass(5000);
    assert.deepEqual(kinds(s), []);
  }
  const again = scene();
  for (let i = 0; i < 3; i++) again.paste(STRANGE);
  again.put(STRANGE);
  await again.pass(5000);
  assert.deepEqual(kinds(again), ['pasted-outside']);
});

test('what is typed after a paste that was given up is typed', async () => {
  const s = scene();
  for (const text of ['a', '  ', 'abc']) s.paste(text);
  s.type('abc abc');
  await s.pass(5000);
  assert.deepEqual(kinds(s), []);
});

test('a paste of which the candidate is asked how need not come', async () => {
  const s = scene();
  s.judge.pasted('a', STRANGE, T, false);
  await s.pass(20_000);
  assert.deepEqual(kinds(s), []);
  s.put(STRANGE);
  await s.pass(500);
  assert.deepEqual(kinds(s), ['pasted-outside']);
});

test('keys whose cursor is told late are typed', async () => {
  const s = scene();
  s.hang();
  for (const key of STRANGE.replaceAll('\n', ' ').repeat(2)) {
    s.put(key, { move: 'none' });
    await s.pass(1500);
    s.judge.moved('a', true);
  }
  await s.goOn();
  const counts = await s.counts();
  assert.deepEqual([counts.typed, counts.bulk, kinds(s)], [2 * STRANGE.length, 0, []]);
});

test('edits that waited behind an extension host that stood still are not added up', async () => {
  const s = scene();
  const lines = `${STRANGE}${STRANGE.toUpperCase()}`.split('\n');
  s.stall(30_000);
  for (const line of lines) s.put(line.slice(0, 50), { atCursor: false });
  await s.pass(2000);
  assert.deepEqual(kinds(s), []);
  assert.ok((await s.counts()).bulk > 100);
});

test('a paste whose edit is another text is a mismatch and the text stands for itself', async () => {
  const s = scene();
  s.paste('harmless');
  s.put(STRANGE);
  await s.pass(2000);
  assert.deepEqual(kinds(s).toSorted(), ['bulk-insert', 'paste-mismatch']);
});

test('an edit that comes late is still the paste', async () => {
  const s = scene();
  s.paste(STRANGE);
  await s.pass(5000);
  s.put(STRANGE);
  await s.pass(500);
  assert.deepEqual(kinds(s), ['paste-mismatch', 'pasted-outside']);
});

test('text that an extension or script puts is bulk, wherever it puts it', async () => {
  for (const options of [{}, { offset: 0, atCursor: false, move: 'none' as const }]) {
    const s = scene();
    s.put(STRANGE, options);
    await s.pass(1000);
    assert.deepEqual(s.told, [{ kind: 'bulk-insert', characters: STRANGE.length }]);
    assert.equal((await s.counts()).bulk, STRANGE.length);
  }
});

test('a script that types character by character is no typist', async () => {
  const s = scene();
  for (const sign of `${STRANGE}${STRANGE.toUpperCase()}`) {
    s.put(sign);
    await s.pass(10);
  }
  await s.pass(1500);
  assert.ok(kinds(s).includes('bulk-insert'));
  assert.equal((await s.counts()).typed, 0);
});

test('a script that puts line by line is told by the sum', async () => {
  const s = scene();
  for (const line of `${STRANGE}${STRANGE.toUpperCase()}`.split('\n')) {
    s.put(line.slice(0, 50), { atCursor: false });
    await s.pass(500);
  }
  assert.ok(kinds(s).includes('bulk-insert'));
});

test('what was copied in the exam and comes without a paste: by a menu of a browser, or past the provider', async () => {
  for (const [web, kind] of [
    [true, 'pasted-inside'],
    [false, 'paste-mismatch'],
  ] as const) {
    const s = scene({ copied: [STRANGE], web });
    s.put(STRANGE);
    await s.pass(500);
    assert.deepEqual(kinds(s), [kind]);
  }
});

test('undo and redo are counted, and bring nothing however much they bring back', async () => {
  const s = scene();
  s.put(STRANGE, { cause: 'undo' });
  s.put(STRANGE, { cause: 'redo' });
  const counts = await s.counts();
  assert.deepEqual([counts.undone, counts.redone, counts.bulk, kinds(s)], [1, 1, 0, []]);
});

test('a file that is read from the disk anew, as by git, brings nothing', async () => {
  const s = scene();
  s.edit([{ offset: 0, length: CODE.length, text: STRANGE }], { cause: 'disk' });
  assert.deepEqual(kinds(s), []);
  assert.equal((await s.counts()).bulk, 0);
});

test('a formatter lays out what stands there', async () => {
  const s = scene({ text: STRANGE });
  s.replaceAll(/ {2}/, '\t\t', { atCursor: false });
  s.edit([
    {
      offset: 0,
      length: s.document().length,
      text: STRANGE.replaceAll('{ ', '{\n    ').replaceAll(' }', '\n  }'),
    },
  ]);
  await s.pass(1000);
  assert.deepEqual(kinds(s), []);
});

test('a rename of many places is one new name', async () => {
  const s = scene({ text: 'aa = aa + aa * aa - aa / aa;\n'.repeat(20) });
  s.replaceAll(/\baa\b/, 'aMuchLongerAndBetterName', { atCursor: false });
  await s.pass(1000);
  assert.deepEqual(kinds(s), []);
});

test('replacing all places of a word is no bulk, of a word by much text it is', async () => {
  const s = scene();
  s.replaceAll(/\ba\b/, 'alpha', { atCursor: false });
  await s.pass(500);
  assert.deepEqual(kinds(s), []);
  s.replaceAll(/alpha/, STRANGE, { atCursor: false });
  await s.pass(500);
  assert.deepEqual(kinds(s), ['bulk-insert']);
});

test('lines that are moved, doubled or sorted are not new', async () => {
  const lines = STRANGE.split('\n');
  const s = scene({ text: STRANGE });
  s.edit([
    { offset: 0, length: 0, text: `${lines[2]}\n` },
    { offset: STRANGE.indexOf(lines[2] ?? ''), length: (lines[2] ?? '').length + 1, text: '' },
  ]);
  s.put(STRANGE);
  s.put('\nclass LinkedList {');
  s.edit([{ offset: 0, length: STRANGE.length, text: lines.toSorted().join('\n') }]);
  await s.pass(1000);
  assert.deepEqual(kinds(s), []);
});

test('code that is moved to another file stands in the editor', async () => {
  const s = scene({ text: STRANGE });
  s.judge.opened('b', '');
  s.edit([{ offset: 0, length: 0, text: STRANGE }], { doc: 'b', move: 'none', atCursor: false });
  await s.pass(1000);
  assert.deepEqual(kinds(s), []);
});

test('a suggestion that takes the place of the word before the cursor was accepted', async () => {
  const s = scene();
  s.type('longV');
  s.put('longValueName', { offset: CODE.length, length: 5 });
  await s.pass(500);
  assert.deepEqual(s.told, [{ kind: 'completion-accepted', characters: 13 }]);
  const counts = await s.counts();
  assert.deepEqual([counts.typed, counts.completed, counts.deleted], [5, 13, 5]);
});

test('a snippet in place of its abbreviation was accepted', async () => {
  const s = scene();
  s.type('forof');
  s.put('for (const element of iterableObject) {\n  console.log(element);\n  anotherPlaceholder\n}', {
    offset: CODE.length,
    length: 5,
  });
  await s.pass(500);
  assert.deepEqual(kinds(s), ['completion-accepted']);
});

test('a short text that a suggestion shows after the cursor was accepted, a long one is bulk', async () => {
  const s = scene();
  s.put('alue + otherValue;');
  await s.pass(500);
  assert.deepEqual(kinds(s), ['completion-accepted']);
  s.put(STRANGE);
  await s.pass(500);
  assert.deepEqual(kinds(s), ['completion-accepted', 'bulk-insert']);
});

test('more than a snippet in place of a word is bulk', async () => {
  const s = scene();
  s.type('list');
  s.put(Array.from({ length: 40 }, (_, i) => `strangeName${i}`).join(' '), {
    offset: CODE.length,
    length: 4,
  });
  await s.pass(500);
  assert.deepEqual(kinds(s), ['bulk-insert']);
});

test('documents are judged apart, and a closed one is settled', async () => {
  const s = scene();
  s.judge.opened('b', '');
  s.paste('pasted into a');
  s.edit([{ offset: 0, length: 0, text: STRANGE }], { doc: 'b', move: 'none' });
  s.judge.closed('b');
  await s.pass(100);
  assert.deepEqual(kinds(s), ['bulk-insert']);
});
