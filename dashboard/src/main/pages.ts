import type { Me, Role } from '@invigil/contract';
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { menuWords } from '../lib/menu-words.js';
import { messagePage } from '../pages/message-page.js';
import type { PageName, Route } from '../lib/route.js';
import { words } from '../lib/words.js';
import '../pages/room-page/room-page.js';

/** With what a page is drawn. */
type Drawing = {
  params: Route['params'];
  /** Who is signed in; null until the hub has told it. */
  viewer: Me | null;
  /** The seat whose page was left for this one. */
  cameFrom: string | null;
};

type Page = {
  /** Loads what it needs beyond the first page. Left out: it is there from the beginning. */
  load?: () => Promise<unknown>;
  draw: (drawing: Drawing) => TemplateResult;
};

const READS_RECORDS: readonly Role[] = ['admin', 'invigilator', 'reviewer'];
const TENDS_MACHINES: readonly Role[] = ['admin', 'technician'];

/** Every page: what is loaded when it is opened, and what is drawn then. */
export const PAGES: Record<PageName, Page> = {
  'first-room': { draw: drawRoom },
  room: { draw: drawRoom },
  seat: {
    load: () => import('../pages/seat-page/seat-page.js'),
    draw: ({ params: { room = '', seat = '' }, viewer }) =>
      viewer?.role === 'technician'
        ? messagePage(words.product, words.noCandidates)
        : html`${keyed(
            `${room}/${seat}`,
            html`<invigil-seat-page
              .place=${{ room, seat }}
              .viewerName=${viewer?.name ?? null}
              .canLook=${viewer?.role === 'admin' || viewer?.role === 'invigilator'}
              .canJudge=${canJudge(viewer)}
            ></invigil-seat-page>`,
          )}`,
  },
  layout: {
    load: () => import('../pages/layout-page/layout-page.js'),
    draw: ({ params: { room = '' }, viewer }) =>
      onlyFor(
        TENDS_MACHINES,
        viewer,
        () => html`${keyed(room, html`<invigil-layout-page .room=${room}></invigil-layout-page>`)}`,
      ),
  },
  'first-ready': { load: loadReady, draw: drawReady },
  ready: { load: loadReady, draw: drawReady },
  devices: {
    load: () => import('../pages/devices-page/devices-page.js'),
    draw: ({ viewer }) =>
      onlyFor(TENDS_MACHINES, viewer, () => html`<invigil-devices-page></invigil-devices-page>`),
  },
  device: {
    load: () => import('../pages/device-page/device-page.js'),
    draw: ({ params: { room = '', seat = '' }, viewer }) =>
      onlyFor(
        TENDS_MACHINES,
        viewer,
        () =>
          html`${keyed(`${room}/${seat}`, html`<invigil-device-page .place=${{ room, seat }}></invigil-device-page>`)}`,
      ),
  },
  updates: {
    load: () => import('../pages/updates-page/updates-page.js'),
    draw: ({ viewer }) =>
      onlyFor(
        TENDS_MACHINES,
        viewer,
        () => html`<invigil-updates-page .viewer=${viewer}></invigil-updates-page>`,
      ),
  },
  centre: {
    load: () => import('../pages/centre-page/centre-page.js'),
    draw: ({ viewer }) =>
      onlyFor(TENDS_MACHINES, viewer, () => html`<invigil-centre-page></invigil-centre-page>`),
  },
  exams: {
    load: () => import('../pages/exams-page/exams-page.js'),
    draw: ({ viewer }) =>
      onlyFor(
        READS_RECORDS,
        viewer,
        () => html`<invigil-exams-page .may=${viewer?.role === 'admin'}></invigil-exams-page>`,
      ),
  },
  exam: {
    load: () => import('../pages/exam-page/exam-page.js'),
    draw: ({ params: { exam = '' }, viewer }) =>
      onlyFor(
        READS_RECORDS,
        viewer,
        () =>
          html`${keyed(exam, html`<invigil-exam-page .exam=${exam} .may=${viewer?.role === 'admin'}></invigil-exam-page>`)}`,
      ),
  },
  candidates: {
    load: () => import('../pages/import-page/import-page.js'),
    draw: ({ viewer }) => onlyFor(['admin'], viewer, () => html`<invigil-import-page></invigil-import-page>`),
  },
  policies: {
    load: () => import('../pages/policies-page/policies-page.js'),
    draw: ({ viewer }) =>
      onlyFor(
        [...READS_RECORDS, 'technician'],
        viewer,
        () => html`<invigil-policies-page></invigil-policies-page>`,
      ),
  },
  policy: {
    load: () => import('../pages/policy-page/policy-page.js'),
    draw: ({ params: { policy = '' }, viewer }) =>
      onlyFor(
        [...READS_RECORDS, 'technician'],
        viewer,
        () =>
          html`${keyed(policy, html`<invigil-policy-page .policy=${policy} .may=${viewer?.role === 'admin'}></invigil-policy-page>`)}`,
      ),
  },
  users: {
    load: () => import('../pages/users-page/users-page.js'),
    draw: ({ viewer }) =>
      onlyFor(['admin'], viewer, () => html`<invigil-users-page .me=${viewer}></invigil-users-page>`),
  },
  records: {
    load: () => import('../pages/records-page/records-page.js'),
    draw: ({ viewer }) => readsRecords(viewer) ?? html`<invigil-records-page></invigil-records-page>`,
  },
  record: {
    load: () => import('../pages/record-page/record-page.js'),
    draw: ({ params: { room = '', seat = '', session = '' }, viewer }) =>
      readsRecords(viewer) ??
      html`${keyed(
        `${room}/${seat}/${session}`,
        html`<invigil-record-page
          .place=${{ room, seat, session }}
          .viewerRole=${viewer?.role ?? null}
        ></invigil-record-page>`,
      )}`,
  },
  replay: {
    load: () => import('../pages/replay-page/replay-page.js'),
    draw: ({ params: { room = '', seat = '', session = '' }, viewer }) =>
      readsRecords(viewer) ??
      html`${keyed(
        `${room}/${seat}/${session}`,
        html`<invigil-replay-page
          .place=${{ room, seat, session }}
          .viewerRole=${viewer?.role ?? null}
        ></invigil-replay-page>`,
      )}`,
  },
  audit: {
    load: () => import('../pages/audit-page/audit-page.js'),
    draw: () => html`<invigil-audit-page></invigil-audit-page>`,
  },
  account: {
    load: () => import('../pages/account-page/account-page.js'),
    draw: ({ viewer }) => html`<invigil-account-page .me=${viewer}></invigil-account-page>`,
  },
};

function loadReady(): Promise<unknown> {
  return import('../pages/ready-page/ready-page.js');
}

function drawReady({ params, viewer }: Drawing): TemplateResult {
  return onlyFor(
    ['admin', 'invigilator', 'technician'],
    viewer,
    () =>
      html`<invigil-ready-page
        .room=${params['room'] ?? null}
        .tendsMachines=${viewer !== null && TENDS_MACHINES.includes(viewer.role)}
      ></invigil-ready-page>`,
  );
}

/** A page that the hub gives to some roles; to others that it is not for them. */
function onlyFor(roles: readonly Role[], viewer: Me | null, draw: () => TemplateResult): TemplateResult {
  return viewer === null || roles.includes(viewer.role)
    ? draw()
    : messagePage(words.product, menuWords.notForRole);
}

function drawRoom({ params, viewer, cameFrom }: Drawing): TemplateResult {
  return html`<invigil-room-page
    .room=${params['room'] ?? null}
    .cameFrom=${cameFrom}
    .canJudge=${canJudge(viewer)}
    .canArrange=${viewer !== null && TENDS_MACHINES.includes(viewer.role)}
  ></invigil-room-page>`;
}

/** What is shown in place of a record to who may not read it; undefined: they may. */
function readsRecords(viewer: Me | null): TemplateResult | undefined {
  return viewer === null || canJudge(viewer) ? undefined : messagePage(words.product, menuWords.noRecords);
}

/** The hub's table has the last word; here only what it would refuse is not offered. */
function canJudge(viewer: Me | null): boolean {
  const role = viewer?.role;
  return role === 'admin' || role === 'invigilator' || role === 'reviewer';
}
