import {
  type DoctorLine,
  doctorLine as line,
  inThousandths as rounded,
  type Limits,
  MACHINE_LIMITS,
  verdictBy,
} from '@invigil/contract';
import type { StoreLook } from '../store/look-at-store.js';
import { doctorWords as words } from './doctor-words.js';

/** Disk that is free below the data folder, MB. */
const DISK: Limits = { warn: { below: 2000 }, stop: { below: 200 } };
/** Memory that programs can still get, MB. */
const MEMORY: Limits = { warn: { below: 500 } };
/** A backup may be late by as long as lies between two. */
const LATE = 2;

export type AddressFacts =
  | { type: 'runs'; url: string; version: string; ms: number }
  | { type: 'free' | 'none'; url: string }
  | { type: 'taken' | 'unusable'; url: string; why: string };

export type BrokerFacts =
  | { type: 'answers'; where: string; ms: number }
  | { type: 'rests'; where: string }
  | { type: 'fails'; where: string; why: string };

export type HubCertificates =
  | { type: 'off' }
  | {
      type: 'seen';
      hubDays: number;
      /** Undefined: the certificate that browsers see is another’s. */
      authorityDays: number;
      /** Days of the files that `http.tls` names. */
      ownDays: number | undefined;
    }
  | { type: 'failed'; why: string };

export type KeyFacts =
  | { type: 'credential' }
  | { type: 'file'; place: string; beside: boolean }
  | { type: 'none'; place: string; stored: boolean }
  | { type: 'failed'; why: string };

export type BackupFacts =
  | { type: 'off' }
  /** Rows in PostgreSQL can't be dumped: major versions of `pg_dump`, undefined where there is none, and of the server. */
  | { type: 'no-dump'; program: number | undefined; server: number | undefined }
  | { type: 'none'; folder: string }
  | { type: 'seen'; name: string; ageHours: number; everyHours: number; sameDisk: boolean };

export function judgeStore(look: StoreLook): DoctorLine[] {
  const { migrations, seats, store } = words;
  switch (look.type) {
    case 'none':
      return [line('store', 'ok', store.none)];
    case 'failed':
      return [line('store', 'fail', store.fails(look.why), { todo: store.failsTodo })];
    case 'away':
      return [line('store', 'fail', store.away(look.database, look.why), { todo: store.awayTodo })];
    case 'seen': {
      const { check, database, heardLately, pending, sizeMb, unknown } = look;
      const whole = check === 'ok';
      const found = database === undefined ? store.whole(sizeMb) : store.answers(database, sizeMb);
      return [
        line('store', whole ? 'ok' : 'fail', whole ? found : store.damaged(check), {
          todo: store.damagedTodo,
          values: rounded({ sizeMb }),
        }),
        unknown.length > 0
          ? line('migrations', 'fail', migrations.unknown(unknown), { todo: migrations.unknownTodo })
          : pending.length > 0
            ? line('migrations', 'warning', migrations.pending(pending), { todo: migrations.pendingTodo })
            : line('migrations', 'ok', migrations.found),
        line('seats', 'ok', seats.found(heardLately, look.seats), {
          values: { heardLately, ever: look.seats },
        }),
      ];
    }
  }
}

export function judgeDisk(facts: { freeMb: number } | { why: string }): DoctorLine {
  if ('why' in facts)
    return line('disk', 'fail', words.disk.fails(facts.why), { todo: words.disk.failsTodo });
  const { freeMb } = facts;
  return line('disk', verdictBy(freeMb, DISK), words.disk.found(freeMb), {
    todo: words.disk.todo,
    values: rounded({ freeMb }),
  });
}

export function judgeAddress(facts: AddressFacts): DoctorLine {
  const { http } = words;
  switch (facts.type) {
    case 'runs':
      return line('http', 'ok', http.runs(facts.url, facts.version, facts.ms), {
        values: rounded({ ms: facts.ms }),
      });
    case 'free':
    case 'none':
      return line('http', 'warning', http.free(facts.url), { todo: http.freeTodo });
    case 'taken':
      return line('http', 'fail', http.taken(facts.url, facts.why), { todo: http.takenTodo });
    case 'unusable':
      return line('http', 'fail', http.unusable(facts.url, facts.why), { todo: http.unusableTodo });
  }
}

export function judgeBroker(facts: BrokerFacts): DoctorLine {
  const { broker } = words;
  switch (facts.type) {
    case 'answers':
      return line('broker', 'ok', broker.answers(facts.where, facts.ms), {
        values: rounded({ ms: facts.ms }),
      });
    case 'rests':
      return line('broker', 'not-tried', broker.rests(facts.where));
    case 'fails':
      return line('broker', 'fail', broker.fails(facts.where, facts.why), { todo: broker.todo });
  }
}

export function judgeCertificates(facts: HubCertificates): DoctorLine[] {
  const { certificate } = words;
  const { certificate: limits } = MACHINE_LIMITS;
  const lasting = (check: string, days: number, found: string, todo: string): DoctorLine =>
    line(check, verdictBy(days, limits), days < 0 ? certificate.ended : found, {
      todo,
      values: rounded({ daysLeft: days }),
    });
  switch (facts.type) {
    case 'off':
      return [line('certificate', 'ok', certificate.off)];
    case 'failed':
      return [line('certificate', 'fail', certificate.fails(facts.why), { todo: certificate.failsTodo })];
    case 'seen': {
      const { authorityDays, hubDays, ownDays } = facts;
      return [
        lasting('certificate', hubDays, certificate.found(hubDays), certificate.todo),
        lasting('authority', authorityDays, certificate.authority(authorityDays), certificate.failsTodo),
        ...(ownDays === undefined
          ? []
          : [lasting('browser-certificate', ownDays, certificate.found(ownDays), certificate.own)]),
      ];
    }
  }
}

export function judgeKey(facts: KeyFacts): DoctorLine {
  const { key } = words;
  switch (facts.type) {
    case 'credential':
      return line('key', 'ok', key.credential);
    case 'file':
      return line('key', 'ok', key.found(facts.place) + (facts.beside ? key.beside : ''));
    case 'none':
      return facts.stored
        ? line('key', 'fail', key.gone(facts.place), { todo: key.goneTodo })
        : line('key', 'ok', key.none(facts.place));
    case 'failed':
      return line('key', 'fail', key.fails(facts.why), { todo: key.failsTodo });
  }
}

export function judgeBackup(facts: BackupFacts): DoctorLine {
  const { backup } = words;
  switch (facts.type) {
    case 'off':
      return line('backup', 'warning', backup.off, { todo: backup.offTodo });
    case 'no-dump':
      return line('backup', 'fail', backup.noDump(facts.program, facts.server), {
        todo: backup.noDumpTodo(facts.server),
      });
    case 'none':
      return line('backup', 'warning', backup.none(facts.folder), { todo: backup.todo });
    case 'seen': {
      const { ageHours, everyHours, name, sameDisk } = facts;
      const most = LATE * everyHours;
      const late = ageHours > most;
      return line(
        'backup',
        late || sameDisk ? 'warning' : 'ok',
        backup.found(name, ageHours, most) + (sameDisk ? backup.same : ''),
        { todo: late ? backup.todo : backup.sameTodo, values: rounded({ ageHours }) },
      );
    }
  }
}

export function judgeMachine(facts: { cores: number; totalMb: number; freeMb: number }): DoctorLine {
  const { cores, freeMb, totalMb } = facts;
  return line('machine', verdictBy(freeMb, MEMORY), words.machine.found(cores, totalMb, freeMb), {
    todo: words.machine.todo,
    values: rounded(facts),
  });
}
