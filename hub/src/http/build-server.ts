import type { RequestListener, Server } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import { Healthz, HealthzAway } from '@invigil/contract';
import Fastify, { type FastifyInstance } from 'fastify';
import { type ZodTypeProvider, serializerCompiler } from 'fastify-type-provider-zod';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { Peer } from '../lib/peer-certificate.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import { guardAccess } from './access.js';
import type { Accounts } from './accounts.js';
import type { Answered } from './answered.js';
import { auditRoutes } from './audit-routes.js';
import { type AuditStore, AuditTrail } from './audit-trail.js';
import { type CentreViewPort, centreViewRoutes } from './centre-view-routes.js';
import { type ChallengePort, challengeRoutes } from './challenge-routes.js';
import { dashboardFiles } from './dashboard-files.js';
import { describeApi } from './docs-pages.js';
import { type EnrolmentPort, enrolmentRoutes } from './enrolment-routes.js';
import { type ExamPort, examRoutes } from './exam-routes.js';
import { type FreezePort, freezeRoutes } from './freeze-routes.js';
import { handleErrors } from './handle-errors.js';
import { type AcknowledgementPort, acknowledgementRoutes } from './acknowledgement-routes.js';
import { type JudgementPort, judgementRoutes } from './judgement-routes.js';
import { type LayoutPort, layoutRoutes } from './layout-routes.js';
import { type HttpTls, httpsServer } from './https-server.js';
import { type RecordsPort, keptSessionRoutes } from './kept-session-routes.js';
import { type ImportPort, importRoutes } from './import-routes.js';
import { liveRoute } from './live-route.js';
import type { LiveFeedPort } from './live-socket.js';
import { loginRoutes } from './login-routes.js';
import { type StorePort, refuseWhileAway } from './while-away.js';
import { type MachinePort, machineRoutes } from './machine-routes.js';
import { OpenSockets } from './open-sockets.js';
import { PasswordGate } from './password-gate.js';
import { type PolicyPort, policyRoutes } from './policy-routes.js';
import { type PrivacyPort, privacyRoutes } from './privacy-routes.js';
import { type RecordPort, recordRoutes } from './record-routes.js';
import { refuseBytes } from './refuse-bytes.js';
import { refuseNul } from './refuse-nul.js';
import { refuseProgram } from './refusal.js';
import { RefusalTally } from './refusal-tally.js';
import { seatExamRoute } from './seat-exam-route.js';
import { type PicturePort, seatRoutes } from './seat-routes.js';
import { sessionRoutes } from './session-routes.js';
import { checkRequests } from './check-requests.js';
import { checkTable } from './check-table.js';
import { tellAudit } from './tell-audit.js';
import { type TalkPort, talkRoutes } from './talk-routes.js';
import { totpRoutes } from './totp-routes.js';
import { type TrackPort, trackRoutes } from './track-routes.js';
import { type TrackUploadPort, trackUpload } from './track-upload.js';
import { type UserPort, userRoutes } from './user-routes.js';

/** Bytes of a request body, where a route does not take more. */
const BODY_BYTES = 16_384;
/** Time in which a request must have come whole, ms. */
const REQUEST_MS = 60_000;
/** The same of its headers: whoever sends them byte by byte holds a connection no longer, ms. */
const HEADERS_MS = 10_000;
/** `closeTimeout`, which the types of ws lack: how long a browser may take to answer the end of its socket, ms. */
const SOCKET_OPTIONS = { maxPayload: 4096, closeTimeout: 1000 };

declare module 'fastify' {
  interface FastifyInstance {
    /** Where the audit log is told of what was refused elsewhere too. */
    refusals: RefusalTally;
  }
}

export type ServerDeps = {
  accounts: Accounts;
  seatOf: (principal: string, token: string) => PlannedSeat | undefined;
  record: RecordPort & { roomsOfPicture(sha256: string): Promise<string[]> };
  store: StorePort;
  audit: AuditStore;
  users: UserPort;
  machines: MachinePort;
  /** The seat of a certificate; undefined where there are none. */
  seatOfPeer?: ((peer: Peer) => Promise<PlannedSeat | undefined>) | undefined;
  enrolment?: EnrolmentPort | undefined;
  /** Undefined: HTTP in the clear, on the loopback or behind a proxy. */
  tls?: HttpTls | undefined;
  challenges: ChallengePort;
  talk: TalkPort;
  centre: {
    freeze: FreezePort;
    layouts: LayoutPort;
    policies: PolicyPort;
    exams: ExamPort;
    imports: ImportPort;
  };
  centreView: CentreViewPort;
  judgements: JudgementPort & AcknowledgementPort;
  pictures: PicturePort;
  tracks: TrackPort & TrackUploadPort;
  privacy: PrivacyPort;
  records: RecordsPort;
  live: LiveFeedPort;
  clock: Clock;
  log: Log;
  version: string;
  dashboardDir: string | undefined;
  publicUrl: string | undefined;
  loginsPerMinute: number;
  /** Told of each answer; left out: nobody watches. */
  answered?: ((answered: Answered) => void) | undefined;
};

/** The hub's HTTP side, not listening yet. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { enrolment, tls } = deps;
  const secure = tls !== undefined || deps.publicUrl?.startsWith('https:') === true;
  const app = Fastify<Server>({
    bodyLimit: BODY_BYTES,
    // A proxy on this machine may say for whom it asks; nobody else.
    trustProxy: deps.publicUrl === undefined ? false : 'loopback',
    requestTimeout: REQUEST_MS,
    ...(tls && {
      serverFactory: (handler: RequestListener) =>
        httpsServer(tls, { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS }, handler),
    }),
    // A connection that is stuck must not hold up the end of the hub.
    forceCloseConnections: true,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: 1000 },
    clientErrorHandler: (error, socket) => {
      const said = refuseBytes(error, socket);
      if (said !== undefined) void refusals.refused(said.who, 'request-refused', said.what);
    },
    frameworkErrors: (_error, _request, reply) => {
      refuseProgram(reply, 'bad-request', 'the address is not well-formed');
    },
  });
  app.setValidatorCompiler(checkRequests);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app, deps);
  refuseNul(app);
  await app.register(cookie);
  await app.register(helmet, helmetOptions(secure));
  await app.register(rateLimit, { global: false });
  await app.register(websocket, { options: SOCKET_OPTIONS });
  const trail = new AuditTrail(deps.audit, deps.clock);
  const refusals = new RefusalTally(trail, deps.clock, (cause) => {
    deps.log.error({ err: cause }, 'a refusal is not in the audit log');
  });
  app.decorate('refusals', refusals);
  app.addHook('onClose', () => refusals.flush());
  checkTable(app);
  refuseWhileAway(app, deps.store);
  guardAccess(app, { ...deps, roomsOfPicture: (sha256) => deps.record.roomsOfPicture(sha256), refusals });
  tellAudit(app, { trail, refusals });
  app.addHook('onSend', async (request, reply) => {
    // What is told of a room stays in no cache.
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'no-store');
    }
  });
  const { answered } = deps;
  if (answered !== undefined)
    app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
      const route = routeOptions.url ?? 'none';
      answered({ method, route, status: reply.statusCode, ms: reply.elapsedTime });
    });
  await describeApi(app, deps.version);

  const sockets = new OpenSockets();
  const gate = new PasswordGate(app, { ...deps, refusals });
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/healthz',
      { schema: { response: { 200: Healthz, 503: HealthzAway } } },
      async (_request, reply) => {
        const { store, version } = deps;
        const since = store.awaySince();
        return since === null
          ? reply.send({ ok: true, version })
          : reply.code(503).send({ ok: false, version, away: [{ part: 'database', since }] });
      },
    );
  await app.register(async (scope) => loginRoutes(scope, { ...deps, gate, sockets, trail, secure }));
  await app.register(async (scope) => sessionRoutes(scope, { ...deps, sockets, trail, gate }));
  await app.register(async (scope) => totpRoutes(scope, { factor: deps.accounts.factor, trail, gate }));
  await app.register(async (scope) => userRoutes(scope, { users: deps.users, sockets }));
  await app.register(async (scope) => auditRoutes(scope, trail));
  await app.register(async (scope) => recordRoutes(scope, deps.record));
  await app.register(async (scope) => machineRoutes(scope, deps.machines));
  await app.register(async (scope) => privacyRoutes(scope, deps.privacy));
  await app.register(async (scope) => keptSessionRoutes(scope, deps.records));
  await app.register(async (scope) => challengeRoutes(scope, deps.challenges));
  await app.register(async (scope) => judgementRoutes(scope, { ...deps, trail }));
  await app.register(async (scope) => talkRoutes(scope, { ...deps, trail }));
  await app.register(async (scope) => freezeRoutes(scope, deps.centre.freeze));
  await app.register(async (scope) => centreViewRoutes(scope, deps.centreView));
  await app.register(async (scope) => layoutRoutes(scope, deps.centre.layouts));
  await app.register(async (scope) => policyRoutes(scope, deps.centre.policies));
  await app.register(async (scope) => examRoutes(scope, deps.centre.exams));
  await app.register(async (scope) => importRoutes(scope, deps.centre.imports));
  await app.register(async (scope) =>
    acknowledgementRoutes(scope, { acknowledgements: deps.judgements, trail }),
  );
  await app.register(async (scope) => seatRoutes(scope, deps.pictures));
  await app.register(async (scope) =>
    seatExamRoute(scope, { exams: deps.centre.exams, privacy: deps.privacy }),
  );
  await app.register(async (scope) => trackUpload(scope, deps.tracks));
  await app.register(async (scope) => trackRoutes(scope, deps.tracks));
  await app.register(async (scope) => liveRoute(scope, { ...deps, sockets, trail, refusals }));
  await app.register(async (scope) => enrolmentRoutes(scope, { ...deps, enrolment, trail, refusals }));
  await dashboardFiles(app, deps.dashboardDir);
  return app;
}

function helmetOptions(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Lit and Web Awesome set styles on elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // With `no-referrer` browsers send "null" as the origin of a form.
    referrerPolicy: { policy: 'same-origin' as const },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
  };
}
