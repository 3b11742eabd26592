import { inBoth } from './in-both.js';

export const freeze = inBoth([
  // What two administrators let be updated while a session is open. room null: the hub itself. seats (JSON): null is all of the room.
  `create table freeze_override (
     id integer primary key, room text, seats text, reason text not null, asked_by text not null, asked_at integer not null,
     granted_by text, granted_at integer, until integer not null, ended_by text, ended_at integer)`,
]);
