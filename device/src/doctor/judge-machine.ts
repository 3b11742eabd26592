import {
  type DoctorLine,
  doctorLine as line,
  type Health,
  inThousandths as rounded,
  judgeInodes,
  MACHINE_LIMITS,
  verdictBy,
} from '@invigil/contract';
import { machineWords as words } from './machine-words.js';

const MB = 1_000_000;

/** What was seen of the file system below the data folder. */
export type DiskFacts =
  | {
      type: 'seen';
      freeMb: number;
      leastFreeMb: number;
      usedMb: number;
      limitMb: number;
      /** Free inodes over all; undefined where the file system counts none. */
      inodesFree: number | undefined;
    }
  | { type: 'failed'; why: string };

export type OutboxFacts =
  | { type: 'held'; outbox: Health['outbox'] }
  | { type: 'kept'; depth: number }
  | { type: 'never' }
  | { type: 'failed'; why: string };

export type CertificateFacts =
  | { type: 'certificate'; name: string; daysLeft: number }
  | { type: 'token' }
  | { type: 'failed'; why: string };

/** The seat's clock against the hub's. */
export function judgeClock(measured: { offsetMs: number; uncertaintyMs: number } | undefined): DoctorLine {
  if (measured === undefined) return line('clock', 'not-tried', words.clock.unmeasured);
  const { offsetMs, uncertaintyMs } = measured;
  return line(
    'clock',
    verdictBy(Math.abs(offsetMs), MACHINE_LIMITS.clock),
    words.clock.found(offsetMs, uncertaintyMs, MACHINE_LIMITS.clock.warn),
    { todo: words.clock.todo, values: { offsetMs, uncertaintyMs } },
  );
}

export function judgeDisk(facts: DiskFacts): DoctorLine[] {
  if (facts.type === 'failed')
    return [line('disk', 'fail', words.disk.fails(facts.why), { todo: words.disk.failsTodo })];
  const { freeMb, inodesFree, leastFreeMb, limitMb, usedMb } = facts;
  const full = verdictBy(freeMb - leastFreeMb, MACHINE_LIMITS.room);
  // As the daemon itself calls it near.
  const near = freeMb < 2 * leastFreeMb || usedMb >= 0.8 * limitMb;
  return [
    line(
      'disk',
      full === 'ok' && near ? 'warning' : full,
      words.disk.found(Math.round(freeMb), leastFreeMb, Math.round(usedMb), limitMb),
      { todo: words.disk.nearTodo, values: rounded({ freeMb, leastFreeMb, usedMb, limitMb }) },
    ),
    judgeInodes(inodesFree),
  ];
}

export function judgeOutbox(facts: OutboxFacts): DoctorLine {
  const { outbox } = words;
  switch (facts.type) {
    case 'failed':
      return line('outbox', 'fail', outbox.fails(facts.why), { todo: outbox.failsTodo });
    case 'never':
      return line('outbox', 'ok', outbox.never);
    case 'kept':
      return line('outbox', 'ok', outbox.kept(facts.depth), { values: { depth: facts.depth } });
    case 'held': {
      const { depth, oldestMs } = facts.outbox;
      const waiting = verdictBy(oldestMs / 1000, MACHINE_LIMITS.waiting);
      const many = verdictBy(depth, MACHINE_LIMITS.outbox);
      return line('outbox', waiting === 'ok' ? many : waiting, outbox.found(depth, oldestMs / 1000), {
        todo: outbox.todo,
        values: { depth, oldestMs },
      });
    }
  }
}

export function judgeCertificate(facts: CertificateFacts): DoctorLine {
  const { certificate } = words;
  switch (facts.type) {
    case 'failed':
      return line('certificate', 'fail', certificate.fails(facts.why), { todo: certificate.failsTodo });
    case 'token':
      return line('certificate', 'ok', certificate.token);
    case 'certificate': {
      const { daysLeft, name } = facts;
      return line(
        'certificate',
        verdictBy(daysLeft, MACHINE_LIMITS.certificate),
        daysLeft < 0 ? certificate.ended(name) : certificate.found(daysLeft, name),
        {
          todo: daysLeft < 1 ? certificate.failsTodo : certificate.todo,
          values: rounded({ daysLeft }),
        },
      );
    }
  }
}

/** Bytes as MB. */
export function inMb(bytes: number): number {
  return bytes / MB;
}
