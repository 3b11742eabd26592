import { type DoctorLine, doctorLine as line, inThousandths as rounded } from '@invigil/contract';
import { machineWords as words } from './machine-words.js';

/** A step that succeeded, with its time in ms, or why it did not. */
export type Step<T = object> = ({ ok: true; ms: number } & T) | { ok: false; why: string };

/** The way from the seat to its hub, step by step; undefined: not tried, since a step before did not succeed. */
export type NetworkFacts = {
  host: string;
  port: number;
  address: Step<{ addresses: string[] }>;
  tcp?: Step | undefined;
  /** `off`: the hub is spoken to in the clear. */
  tls?: Step<{ protocol: string }> | 'off' | undefined;
  /** `works`: false where its database is away. */
  hub?: Step<{ version: string; works: boolean }> | undefined;
  broker:
    | { type: 'held'; online: boolean }
    /** A daemon that says nothing may be connected. */
    | { type: 'left' }
    | {
        type: 'tried';
        connected: Step | { ok: false; why: string; refused: true };
        /** There and back of a question to the hub, ms; undefined where none was answered. */
        roundTripMs?: number | undefined;
      };
};

export function judgeNetwork(facts: NetworkFacts): DoctorLine[] {
  const { address, host, hub, port, tcp, tls } = facts;
  return [
    stepLine('hub-address', address, {
      well: (one) => words.address.found(host, one.addresses, one.ms),
      ill: (why) => words.address.fails(host, why),
      todo: words.address.todo,
    }),
    stepLine('hub-tcp', tcp, {
      well: ({ ms }) => words.tcp.found(host, port, ms),
      ill: (why) => words.tcp.fails(host, port, why),
      todo: words.tcp.todo,
    }),
    tls === 'off'
      ? line('hub-tls', 'ok', words.tls.clear)
      : stepLine('hub-tls', tls, {
          well: (one) => words.tls.found(one.protocol, one.ms),
          ill: words.tls.fails,
          todo: words.tls.todo,
        }),
    hubLine(hub),
    brokerLine(facts),
  ];
}

function hubLine(hub: NetworkFacts['hub']): DoctorLine {
  if (hub?.ok === true && !hub.works)
    return line('hub', 'warning', words.hub.waits(hub.version), { todo: words.hub.waitsTodo });
  return stepLine('hub', hub, {
    well: (one) => words.hub.found(one.version, one.ms),
    ill: words.hub.fails,
    todo: words.hub.todo,
  });
}

function brokerLine({ broker }: NetworkFacts): DoctorLine {
  if (broker.type === 'held')
    return line('broker', broker.online ? 'ok' : 'fail', words.broker.held(broker.online), {
      todo: words.broker.todo,
    });
  if (broker.type === 'left') return line('broker', 'not-tried', words.broker.left);
  const { connected, roundTripMs } = broker;
  if (!connected.ok) {
    const refused = 'refused' in connected;
    return line('broker', 'fail', refused ? words.broker.refused : words.broker.fails(connected.why), {
      todo: refused ? words.broker.refusedTodo : words.broker.todo,
    });
  }
  const { ms } = connected;
  const answered = roundTripMs === undefined ? '' : words.broker.roundTrip(roundTripMs);
  return line('broker', 'ok', words.broker.found(ms) + answered, {
    values: rounded({ ms, ...(roundTripMs !== undefined && { roundTripMs }) }),
  });
}

type Said<T> = { well: (step: { ms: number } & T) => string; ill: (why: string) => string; todo: string };

function stepLine<T>(check: string, step: Step<T> | undefined, { ill, todo, well }: Said<T>): DoctorLine {
  if (step === undefined) return line(check, 'not-tried', words.notReached);
  if (!step.ok) return line(check, 'fail', ill(step.why), { todo });
  return line(check, 'ok', well(step), { values: rounded({ ms: step.ms }) });
}
