import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSeats, readSeats } from './seats-csv.js';

const HEAD = 'host,room,seat,camera,profile\n';

function faultsOf(text: string): string[] {
  const read = parseSeats(text);
  assert.ok('faults' in read, 'it has no fault');
  return read.faults.map(({ column, row, why }) => `${row} ${column}: ${why}`);
}

test('reads the list of a fleet, as spreadsheets write it too', () => {
  const a1 = { host: 'root@10.0.0.11', room: 'r2', seat: 'a1', camera: '', profile: '' };
  const a2 = { host: 'seat-12', room: 'r2', seat: 'a2', camera: 'film:/x.mp4', profile: 'kiosk' };
  assert.deepEqual(parseSeats(`${HEAD}root@10.0.0.11,r2,a1,,\n\nseat-12,r2,a2,film:/x.mp4,kiosk\n`), {
    seats: [a1, a2],
  });
  assert.deepEqual(parseSeats('\uFEFFSeat;Host;Room\r\na1;root@10.0.0.11;r2\r\n'), { seats: [a1] });
});

test('names every fault by row and column', () => {
  assert.deepEqual(
    faultsOf(
      `${HEAD}-oProxyCommand=x,r2,a1,,\nseat-12,R 2,,$(x),K!\n\nseat-12,r2,a3,,,more\nseat-14,r2,a3,,\n`,
    ),
    [
      '2 host: "-oProxyCommand=x" is no name or address of a machine',
      '3 room: "R 2" must be 1–32 characters of a-z, 0-9 and -, not starting or ending with -',
      '3 seat: "" must be 1–32 characters of a-z, 0-9 and -, not starting or ending with -',
      '3 camera: "$(x)" is no device, film: or port:',
      '3 profile: "K!" is no name of a profile',
      '5 column 6: the head names no column for "more"',
      '5 host: seat-12 stands in row 3 already',
      '6 seat: r2/a3 stands in row 5 already',
    ],
  );
});

test('says what the first line must be', () => {
  const head = 'its first line is host,room,seat,camera,profile; camera and profile may be left out';
  assert.deepEqual(faultsOf('host,room,chair\n'), [
    `1 column 3: there is no column chair; ${head}`,
    `1 seat: the column is missing; ${head}`,
  ]);
  assert.deepEqual(faultsOf(''), [`1 line: it is empty; ${head}`]);
  assert.deepEqual(faultsOf(HEAD), ['2 line: there is no seat in it']);
});

test('says which file is not there', () => {
  assert.throws(() => readSeats('/nowhere/seats.csv'), /\/nowhere\/seats\.csv: there is no such file/);
});
