import { readyWords } from '../lib/ready-words.js';
import { type SeatFacts, facePx } from './readiness-rules.js';

const DAY_MS = 86_400_000;

/** What a seat tells of itself, in short: what the rules look at, also where all is well. */
export function toldFacts(facts: SeatFacts): string[] {
  const { machine, now, seat, wantedPolicy } = facts;
  const { told } = readyWords;
  const granted = machine?.told?.camera.granted;
  const { clock, disk, outbox, pictures, rates } = seat.health ?? {};
  const said = [
    seat.unwatched === true ? told.shut : null,
    granted && told.camera(granted.width, granted.height, rates?.captured ?? granted.fps),
    pictures && told.light(pictures.brightness),
    pictures && (faceOf(facts) ?? told.noFace),
    clock && told.clock(clock.offsetMs),
    disk && told.disk(disk.freeMb),
    outbox && told.outbox(outbox.depth),
    machine?.told && told.version(machine.told.versions.invigil),
    machine?.certificate && told.certificate((machine.certificate.expiresAt - now) / DAY_MS),
    seat.policyHash === wantedPolicy ? told.policy : null,
  ];
  return said.filter((text) => typeof text === 'string');
}

function faceOf(facts: SeatFacts): string | null {
  const px = facePx(facts);
  return px === null ? null : readyWords.told.face(px);
}
