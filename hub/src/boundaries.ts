/** What takes the words of strangers, by itself: for those who try it with words that nobody would send (`npm run fuzz`); and another broker. */
export { hasMosquitto, Mosquitto } from './broker/mosquitto.js';
export { ROUTES } from './http/access-table.js';
export { entryOf } from './ingest/entry.js';
export { Ingest } from './ingest/ingest.js';
export { planRooms } from './lib/room-plan.js';
export { Board } from './live/board.js';
export { keyOfRequest } from './pki/read-request.js';
export { readCsv } from './plan/read-csv.js';
export { openPki, initPki } from './pki/pki-folder.js';
export { doJob } from './replay/jobs.js';
export { openDatabase, openReader } from './store/open-database.js';
export { enrolSeats, loadSeats } from './store/seats.js';
