import { inBoth } from '../in-both.js';
import { GUARDS } from './0001-guards.js';
import { TABLES } from './0001-tables.js';

/** The schema as it is in SQLite after 0028: no store on PostgreSQL is older. */
export const first = inBoth([], { postgres: [...TABLES, ...GUARDS] }).postgres;
