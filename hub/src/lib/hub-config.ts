import {
  Accommodations,
  Aisles,
  Door,
  Language,
  MapEdge,
  NoticeText,
  Sha256,
  Slug,
  WrittenPolicy,
} from '@invigil/contract';
import * as z from 'zod';
import { CentreViewConfig } from './centre-view-config.js';
import { EvidenceConfig } from './evidence-config.js';
import { DatabaseConfig } from './database-config.js';
import { isLoopback } from './loopback.js';
import { MetricsConfig } from './metrics-config.js';
import { TracesConfig } from './traces-config.js';

const Port = z.number().int().min(0).max(65_535);
const Days = z.number().int().min(0).max(3650);
const Host = z.string().min(1).max(253);

const SeatConfig = z.strictObject({
  seat: Slug.refine((name) => name !== 'hub', 'is the name of the hub itself').describe(
    'name of the seat within its room; not hub',
  ),
  label: z.string().min(1).max(16).describe('what is written on the desk, such as A1'),
  row: z.number().int().min(1).max(50).describe('row in the room, 1 at the front'),
  column: z
    .number()
    .int()
    .min(1)
    .max(50)
    .describe(
      'place in the row, 1 at the left on the map (front at the top): the own left of candidates who face the front',
    ),
  candidate: z.string().max(80).optional().describe('who sits there, as the invigilator shall read it'),
  accommodations: Accommodations.optional().describe('what was arranged with this candidate'),
  tokenHash: Sha256.optional().describe(
    'SHA-256 of the token with which the seat connects where there is no TLS; `invigil-hub seat token` makes both',
  ),
});

const RoomConfig = z
  .strictObject({
    room: Slug.describe('name of the room within its centre'),
    name: z.string().min(1).max(80).describe('name that people read'),
    rows: z.number().int().min(1).max(50).describe('rows of places'),
    columns: z.number().int().min(1).max(50).describe('places in a row'),
    front: MapEdge.default('top').describe('edge of the map that candidates face'),
    aisles: Aisles.partial()
      .transform(({ afterColumns = [], afterRows = [] }) => ({ afterColumns, afterRows }))
      .prefault({})
      .describe('gaps: the numbers of the rows and columns after which there is one'),
    doors: z.array(Door).max(40).default([]).describe('doors: the edge, and the row or column beside it'),
    policy: WrittenPolicy.prefault({}).describe(
      'what the seats of this room watch for: a profile and single fields; {} is the standard policy',
    ),
    seats: z.array(SeatConfig).max(1000).default([]).describe('the seats of this room'),
  })
  .refine((room) => areAllDifferent(room.seats.map((seat) => `${seat.row}/${seat.column}`)), {
    message: 'two seats of this room stand at the same place',
    path: ['seats'],
  })
  .refine((room) => areAllDifferent(room.seats.map((seat) => seat.seat)), {
    message: 'two seats of this room have the same name',
    path: ['seats'],
  })
  .refine((room) => room.seats.every((seat) => seat.row <= room.rows && seat.column <= room.columns), {
    message: 'a seat stands outside of the rows and columns of its room',
    path: ['seats'],
  });

const MqttConfig = z
  .strictObject({
    embedded: z
      .strictObject({
        host: Host.default('127.0.0.1').describe('address to listen on'),
        port: Port.default(1883).describe('TCP port; 0 takes a free one'),
        tls: z
          .enum(['auto', 'off'])
          .default('off')
          .describe('auto: TLS, and only seats with a certificate of this centre (`invigil-hub init`)'),
      })
      .refine((at) => at.tls !== 'off' || isLoopback(at.host), {
        message: 'must be auto unless host is the loopback: nothing crosses a network in the clear',
        path: ['tls'],
      })
      .optional()
      .describe('a broker inside the hub, speaking MQTT 3.1.1'),
    url: z
      .string()
      .regex(/^(mqtts?|wss?):\/\//, 'must begin with mqtt://, mqtts://, ws:// or wss://')
      .optional()
      .describe('another broker in its place'),
    username: z.string().max(256).optional().describe('name of the hub at that broker'),
    password: z.string().max(1024).optional().describe('its password; prefer passwordFile'),
    passwordFile: z.string().optional().describe('file whose first line is the password'),
  })
  .refine((mqtt) => mqtt.embedded === undefined || mqtt.url === undefined, 'takes embedded or url, not both');

/** What a hub needs to know. Written by people: unknown keys are refused. Every time is in the unit of its name. */
export const HubConfig = z.strictObject({
  centre: Slug.describe('name of the exam centre: the first level of every topic'),
  dataDir: z
    .string()
    .min(1)
    .default('./data')
    .describe('folder of the database, the evidence pictures and the tracks'),
  database: DatabaseConfig.optional().describe(
    'a PostgreSQL database that keeps the rows, in place of hub.sqlite in dataDir: its URL, or url, passwordFile and ca. Over a network always with TLS',
  ),
  keyFile: z
    .string()
    .min(1)
    .optional()
    .describe(
      'file of the key that opens pictures and tracks, mode 0600, made at the first start; none: hub.key in dataDir. The systemd credential invigil-hub-key goes before it',
    ),
  backup: z
    .strictObject({
      folder: z
        .string()
        .min(1)
        .describe('folder for the backups, best on another disk: store, pictures and tracks'),
      everyHours: z.number().min(0.1).max(168).default(6).describe('hours between two backups'),
      keep: z
        .number()
        .int()
        .min(1)
        .max(1000)
        .default(14)
        .describe('copies of the store that stay; the oldest go first'),
    })
    .optional()
    .describe('backups that the hub makes by itself; none: only `invigil-hub backup` makes one'),
  retention: z
    .strictObject({
      appealDays: Days.default(90).describe(
        'days in which a candidate may appeal, from when the last event of a session came',
      ),
      evidenceDays: Days.default(0).describe('days that pictures are kept after that'),
      trackDays: Days.default(0).describe('days that tracks are kept after that'),
      recordDays: Days.default(100).describe(
        'days that events, signals, incidents, judgements and analysis are kept after that: at least as long as the others. With the appeal window the default is more than six months (AI Act, Art. 26(6))',
      ),
    })
    .refine((days) => days.recordDays >= Math.max(days.evidenceDays, days.trackDays), {
      message: 'must be at least evidenceDays and trackDays: the record says what those are of',
      path: ['recordDays'],
    })
    .prefault({})
    .describe('when the hub erases what, by itself, once an hour; the audit log stays'),
  notice: z
    .record(Language, NoticeText)
    .optional()
    .describe('what candidates are told, by language; each version is kept by its hash'),
  dashboardDir: z
    .string()
    .optional()
    .describe('folder of the built dashboard; none: the hub serves its API only'),
  http: z
    .strictObject({
      host: Host.default('127.0.0.1').describe('address to listen on'),
      port: Port.default(8080).describe('TCP port; 0 takes a free one'),
      tls: z
        .union([z.enum(['auto', 'off']), z.strictObject({ cert: z.string().min(1), key: z.string().min(1) })])
        .default('off')
        .describe(
          'auto: HTTPS with a certificate of this centre (`invigil-hub init`); or PEM files of another for browsers',
        ),
      publicUrl: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('address under which browsers reach the hub, where a proxy stands before it'),
      loginsPerMinute: z
        .number()
        .int()
        .min(1)
        .max(10_000)
        .default(10)
        .describe('log-ins that are tried per minute for one address; three times as many for one name'),
    })
    .refine((at) => at.tls !== 'off' || isLoopback(at.host), {
      message:
        'must be auto or a certificate unless host is the loopback: nothing crosses a network in the clear',
      path: ['tls'],
    })
    .prefault({}),
  pki: z
    .strictObject({
      names: z
        .array(Host)
        .min(1)
        .max(20)
        .default(['localhost', '127.0.0.1', '::1'])
        .describe('host names and addresses of the hub that its certificate is for'),
      seatDays: z.number().min(1).max(825).default(90).describe('life of a seat’s certificate, days'),
    })
    .prefault({})
    .describe('the centre’s own certificates'),
  evidence: EvidenceConfig.optional().describe(
    'where pictures and tracks are kept; none: in dataDir. What lies there before is brought over',
  ),
  metrics: MetricsConfig.optional().describe(
    'figures for Prometheus, at an address of their own; none: nothing is counted',
  ),
  traces: TracesConfig.optional().describe(
    'where traces of the hub’s work go, for OpenTelemetry; none: there are none',
  ),
  centreView: CentreViewConfig.optional().describe(
    'other hubs whose rooms stand in the centre view beside the own ones; none: the own ones alone',
  ),
  mqtt: MqttConfig.prefault({ embedded: {} }),
  rooms: z
    .array(RoomConfig)
    .max(100)
    .default([])
    .refine((rooms) => areAllDifferent(rooms.map((room) => room.room)), 'two rooms have the same name')
    .refine(
      (rooms) => areAllDifferent(rooms.flatMap((room) => room.seats.flatMap((seat) => seat.tokenHash ?? []))),
      'two seats have the same token: each must have its own',
    )
    .describe('the rooms of this centre'),
  sessionHours: z.number().min(0.1).max(72).default(12).describe('hours after which a log-in ends'),
  previewMs: z
    .number()
    .int()
    .min(2000)
    .max(120_000)
    .default(15_000)
    .describe('how long a seat sends preview pictures after each request, ms; renewed while somebody looks'),
  lostAfterMs: z
    .number()
    .int()
    .min(2000)
    .max(120_000)
    .default(12_000)
    .describe('a seat that says nothing for this long is shown as lost, ms; seats speak every 5 s'),
  maxDeadLetters: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(10_000)
    .describe('messages that could not be read and are kept to be looked at; the oldest go first'),
});

function areAllDifferent(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

export type HubConfig = z.output<typeof HubConfig>;
/** A hub's configuration as it is written: what has a default may be left out. */
export type HubConfigInput = z.input<typeof HubConfig>;
