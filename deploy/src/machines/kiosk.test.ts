import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../system/until.js';
import { hardened } from './hardened.js';
import { MachineRoom } from './machine-room.js';
import type { Machine } from './machine.js';
import { leavesNothing, type Traces, tracesOf } from './traces.js';

const EXAM = 'https://exam.example';
/** Chromium's start, emulated graphics and all. */
const SHOWN_MS = 120_000;

/** What takes the place of screen, terminal and graphics card, which a container has none of: cage draws into memory. */
const NO_SCREEN = `[Unit]
ConditionPathExists=
[Service]
StandardInput=null
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
Environment=WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1
`;
const DROP_IN = '/run/systemd/system/invigil-kiosk.service.d/no-screen.conf';

let room: MachineRoom;
let seat: Machine;
let clean: Traces;

before(async () => {
  room = await MachineRoom.open({
    use: 'kiosk',
    more: ['cage', 'chromium', 'xwayland', 'fonts-dejavu-core', 'libpam-systemd'],
  });
  [seat] = room.seats;
  // As a machine without a desktop, which is the harder one.
  await seat.run('systemctl set-default multi-user.target');
  clean = await tracesOf(seat);
  await room.installAll();
});

after(() => room?.close());

test('a seat that is installed with a kiosk starts it with the machine, and another installation changes nothing', async () => {
  const said = await seat.run(room.seatLine('a1', `--kiosk ${EXAM}`));
  for (const step of ['user', 'what the browser may', 'log-in at the terminal', 'unit', 'at each start'])
    assert.ok(said.includes(`▸ kiosk: ${step}`), said);
  const again = await seat.run(room.seatLine('a1', `--kiosk ${EXAM}`));
  assert.ok(!again.includes('▸'), again);
  assert.equal((await seat.run('systemctl is-enabled invigil-kiosk')).trim(), 'enabled');
  await hardened(seat, 'invigil-kiosk');
});

test('it opens the candidate’s page for its own user, and again after the browser’s end and the seat’s', async () => {
  await seat.run(
    `mkdir -p ${DROP_IN.replace(/\/[^/]*$/, '')} && cat >${DROP_IN} && systemctl daemon-reload`,
    NO_SCREEN,
  );
  // What a start of the machine begins with, and the kiosk of it.
  await seat.run('systemctl start multi-user.target');
  await until(async () => (await pagesSeen()) >= 1, SHOWN_MS);
  assert.equal((await seat.run(`ps -o user= -p "$(pgrep -o chromium)"`)).trim(), 'invigil-kiosk');

  await seat.run('pkill -KILL -u invigil-kiosk chromium');
  await until(async () => (await pagesSeen()) >= 2, SHOWN_MS);

  const browser = (await seat.run('pgrep -o chromium')).trim();
  await seat.run('systemctl restart invigil-seat');
  // A page of the boot before knocks with a key that is void now.
  await until(async () => (await pagesSeen()) >= 3, SHOWN_MS);
  assert.equal((await seat.run('pgrep -o chromium')).trim(), browser, 'the browser is the same one');
});

test('stopped, it leaves nothing on the screen', async () => {
  await seat.run('systemctl stop invigil-kiosk');
  await until(async () => (await seat.try('pgrep -x cage || pgrep -x chromium')).said === '');
  await seat.run('systemctl start invigil-kiosk');
});

test('taking the seat away takes the kiosk with it', async () => {
  const user = (await seat.run('id -u invigil-kiosk')).trim();
  await leavesNothing(seat, clean);
  assert.equal(await seat.run(`pgrep -U ${user} || true`), '');
});

/** How often a page has reached the seat's daemon. */
async function pagesSeen(): Promise<number> {
  const said = await seat.run('journalctl --no-pager -o cat -u invigil-seat');
  return said.split('\n').filter((line) => line.includes('client connected') && /"client":"page"/.test(line))
    .length;
}
