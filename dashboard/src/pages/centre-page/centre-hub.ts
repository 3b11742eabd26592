import { html, nothing, type TemplateResult } from 'lit';
import { mark } from '../../components/mark.js';
import { wideTable } from '../../components/wide-table.js';
import { centreWords } from '../../lib/centre-words.js';
import { percent } from '../../lib/numbers.js';
import type { SeatLevel } from '../../lib/words.js';
import type { CentreHub, CentreRoom } from '../../state/centre-hubs.js';

const STATES = ['lost', 'stopped', 'never'] as const;

/** A hub with its rooms: what is known of it now, or since when nothing is. @param now on the clock of the hub that asked it */
export function centreHub(hub: CentreHub, now: number): TemplateResult {
  const { dashboard, name, own, rooms, standing, version } = hub;
  const unheard = standing.type === 'old' || standing.type === 'never';
  return html`<section class="panel hub ${unheard ? 'unheard' : ''}" aria-label=${name}>
    <div class="head">
      <h2>${name}</h2>
      ${own ? html`<span class="quiet">${centreWords.own}</span>` : standingOf(hub, now)}
      ${version === null ? nothing : html`<span class="quiet figures">${centreWords.version(version)}</span>`}
      ${
        dashboard === null
          ? nothing
          : html`<a class="open" href=${dashboard}
              >${centreWords.open}<span class="said-only">, ${name}</span></a
            >`
      }
    </div>
    ${
      'trouble' in standing
        ? html`<div class="why">
            ${standing.type === 'old' ? html`<p>${centreWords.oldFigures(standing.heardAt, now)}</p>` : nothing}
            <p class="quiet">${centreWords.toDo[standing.trouble]}</p>
          </div>`
        : standing.type === 'store-away'
          ? html`<div class="why"><p class="quiet">${centreWords.storeAwayToDo}</p></div>`
          : nothing
    }
    ${roomsOf(hub, rooms, unheard)}
  </section>`;
}

function standingOf({ standing }: CentreHub, now: number): TemplateResult {
  const level: SeatLevel = standing.type === 'now' ? 'calm' : standing.type === 'asked' ? 'never' : 'lost';
  const said = saidOf(standing, now);
  return html`<span class="standing">${mark(level)} ${said}</span>`;
}

function saidOf(standing: CentreHub['standing'], now: number): string {
  if (standing.type === 'old') return centreWords.old(standing.heardAt, now);
  if (standing.type === 'store-away') return centreWords.storeAway(standing.since, now);
  return centreWords[standing.type];
}

function roomsOf(
  { name, version }: CentreHub,
  rooms: readonly CentreRoom[],
  unheard: boolean,
): TemplateResult | typeof nothing {
  if (version === null) return nothing;
  if (rooms.length === 0) return html`<p class="why quiet">${centreWords.noRooms}</p>`;
  const withIncidents = rooms.some(({ incidents }) => incidents !== null);
  const columns = [
    centreWords.room,
    centreWords.exam,
    centreWords.seats,
    centreWords.ready,
    ...(withIncidents ? [centreWords.incidents] : []),
    centreWords.watched,
    centreWords.versions,
  ];
  return wideTable(name, columns, rooms.map(roomRow), unheard ? 'scrolls stale' : 'scrolls');
}

function roomRow(room: CentreRoom): TemplateResult {
  const { blind, examOpen, href, incidents, name, places, ready, seats, versions, watched } = room;
  const parts = STATES.filter((state) => seats[state] > 0).map((state) =>
    part(state, centreWords.state[state](seats[state])),
  );
  if (blind > 0) parts.push(part('blind', centreWords.blind(blind)));
  return html`<tr>
    <th scope="row">${href === null ? name : html`<a href=${href}>${name}</a>`}</th>
    <td>${examOpen ? centreWords.examOpen : html`<span class="quiet">${centreWords.examNone}</span>`}</td>
    <td class="figures">
      <span class="parts"><span>${centreWords.online(seats.online, places)}</span>${parts}</span>
    </td>
    <td class="figures">${centreWords.ofPlaces(ready, places)}</td>
    ${incidents === null ? nothing : html`<td class="figures">${incidentsOf(incidents)}</td>`}
    <td class="figures">
      ${watched === null ? html`<span class="quiet">${centreWords.notYet}</span>` : percent(watched)}
    </td>
    <td class="figures">
      ${
        versions.length === 0
          ? html`<span class="quiet">${centreWords.notYet}</span>`
          : html`<span class="parts"
              >${versions.map((one) => html`<span>${centreWords.seatsOfVersion(one.version, one.seats)}</span>`)}</span
            >`
      }
    </td>
  </tr>`;
}

function incidentsOf(incidents: NonNullable<CentreRoom['incidents']>): TemplateResult {
  const open = incidents.filter(({ count }) => count > 0);
  if (open.length === 0) return html`<span class="quiet">${centreWords.none}</span>`;
  return html`<span class="parts"
    >${open.map(({ count, severity }) => part(severity, centreWords.severity[severity](count)))}</span
  >`;
}

/** A count in words, with the sign of its level: no colour is needed to tell them apart. */
function part(level: SeatLevel, text: string): TemplateResult {
  return html`<span class="part" data-level=${level}>${mark(level)} ${text}</span>`;
}
