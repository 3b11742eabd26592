import { randomBytes } from 'node:crypto';
import { SessionPage } from '@invigil/contract';
import { FULL_BATCH, pace } from '../hub/drive.js';
import { planCentre } from '../hub/hub-plan.js';
import { Served } from '../hub/served.js';
import { Seat } from '../hub/talk.js';
import { quantile, row, type Row } from '../rows.js';

export type RecordsOptions = { seats: number; sessions: number; events: number; rounds: number };

/** What the seats of an exam tell meanwhile. */
const PER_SECOND = 200;
const QUIET_SECONDS = 5;
const APART_MS = 86_400_000;

type Asking = { name: string; path: string };

/** Fills a hub with finished sessions, then reads the list and reports while one more seat talks. @param folder for its store; left for the caller to remove */
export async function benchRecords(folder: string, options: RecordsOptions): Promise<Row[]> {
  const { rounds, seats } = options;
  const password = randomBytes(12).toString('hex');
  const served = await Served.start('hub-process.js', [String(seats + 1), folder, password]);
  try {
    await fill(served, options);
    const talker = planCentre(seats + 1, folder).talkers.at(-1);
    if (talker === undefined) throw new Error('there is no seat that talks');
    const live = await Seat.connect(served.url, talker, 0xffff);
    const people = await signIn(served.httpUrl ?? '', password);
    const list = '/api/sessions?limit=50';
    const first = SessionPage.parse(await (await people(list)).json()).sessions[0];
    if (first === undefined) throw new Error('no session is listed');
    const session = `/api/seats/${first.room}/${first.seat}/sessions/${first.session}`;
    const rows = delayRows(
      'nobody reads',
      await pace([live], { perSecond: PER_SECOND, seconds: QUIET_SECONDS }),
    );
    for (const asking of [
      { name: 'list of sessions, 50 lines', path: list },
      { name: 'list of sessions as CSV', path: '/api/sessions.csv' },
      { name: 'report as JSON', path: `${session}/report` },
      { name: 'report as a page', path: `${session}/report.html` },
      { name: 'certificate', path: `${session}/certificate` },
    ])
      rows.push(...(await asked(people, live, asking, rounds)));
    await live.close();
    return rows;
  } finally {
    await served.stop();
  }
}

/** Every session is a boot of its own, a day after the one before. */
async function fill(served: Served, { events, seats, sessions }: RecordsOptions): Promise<void> {
  console.log(`${seats} seats tell ${sessions} sessions of ${events} events each …`);
  const { talkers } = planCentre(seats, '.');
  const began = Date.now() - sessions * APART_MS;
  for (let number = 0; number < sessions; number++) {
    await Promise.all(
      talkers.map(async (talker, i) => {
        const story = { from: began + number * APART_MS, session: `exam-${number + 1}` };
        const seat = await Seat.connect(served.url, talker, number * seats + i + 1, story);
        for (let told = 0; told < events; told += FULL_BATCH)
          await seat.tell(Math.min(FULL_BATCH, events - told), 'acknowledged');
        await seat.close();
      }),
    );
  }
}

/** Asks one thing again and again while a seat talks: how long it takes, and how long what the seat says waits. */
async function asked(people: People, live: Seat, { name, path }: Asking, rounds: number): Promise<Row[]> {
  const times: number[] = [];
  const talk = new AbortController();
  const reading = (async () => {
    for (let i = 0; i < rounds; i++) {
      const from = performance.now();
      await (await people(path)).arrayBuffer();
      times.push(performance.now() - from);
    }
    talk.abort();
  })();
  const delays: number[] = [];
  while (!talk.signal.aborted) delays.push(...(await pace([live], { perSecond: PER_SECOND, seconds: 1 })));
  await reading;
  return [
    row(`${name}: first`, times[0] ?? NaN, 'ms', 1),
    row(`${name}: later, median`, quantile(times.slice(1), 0.5), 'ms', times.length - 1),
    ...delayRows(name, delays),
  ];
}

function delayRows(meanwhile: string, delays: readonly number[]): Row[] {
  return [
    row(`… commit acknowledged while ${meanwhile}: median`, quantile(delays, 0.5), 'ms', delays.length),
    row(`… the slowest`, Math.max(...delays), 'ms', delays.length),
  ];
}

type People = (path: string) => Promise<Response>;

async function signIn(url: string, password: string): Promise<People> {
  const headers = { 'content-type': 'application/json', origin: url };
  const body = JSON.stringify({ name: 'ada', password });
  const answer = await fetch(`${url}/api/login`, { method: 'POST', headers, body });
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  return async (path) => {
    const got = await fetch(url + path, { headers: { cookie: cookie.join('; ') } });
    if (!got.ok) throw new Error(`${path} is refused: ${got.status} ${await got.text()}`);
    return got;
  };
}
