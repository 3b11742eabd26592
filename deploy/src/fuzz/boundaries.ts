import type { Boundary } from './boundary.js';
import { certificates } from './boundaries/certificates.js';
import { hubConfig, seatConfig } from './boundaries/configs.js';
import { enrolment } from './boundaries/enrolment.js';
import { httpBytes } from './boundaries/http-bytes.js';
import { inbox } from './boundaries/inbox.js';
import { ingest } from './boundaries/ingest.js';
import { liveSocket } from './boundaries/live-socket.js';
import { mqttWire } from './boundaries/mqtt-wire.js';
import { policies } from './boundaries/policies.js';
import { rest } from './boundaries/rest.js';
import { seatAgentCrowd } from './boundaries/seat-agent-crowd.js';
import { seatAgentRequests } from './boundaries/seat-agent-requests.js';
import { seatAgentTalk } from './boundaries/seat-agent-talk.js';
import { topics } from './boundaries/topics.js';
import { tracks } from './boundaries/tracks.js';
import { uploaded } from './boundaries/uploads.js';
import { wireMessages } from './boundaries/wire-messages.js';

/** Every place where this system takes what others send or write. There is none that reads CSV. */
export const BOUNDARIES: readonly Boundary[] = [
  topics,
  wireMessages,
  ingest,
  mqttWire,
  liveSocket,
  rest,
  httpBytes,
  uploaded,
  inbox,
  policies,
  hubConfig,
  seatConfig,
  enrolment,
  certificates,
  tracks,
  seatAgentTalk,
  seatAgentRequests,
  seatAgentCrowd,
];
