import type { ExamDetail, RoomView, SeatView, Sitting, SittingPlace } from '@invigil/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { DRAGGED } from '../../components/exam-seats/exam-seats.js';
import { examWords } from '../../lib/exam-words.js';

type List = {
  exam: ExamDetail;
  rooms: readonly RoomView[];
  seats: readonly SeatView[];
  may: boolean;
  picked: string | null;
  sought: string;
  /** Whose seat is being chosen: only their list holds every seat. 250 lists of 250 seats are slow. */
  choosing: string | null;
  choose: (id: string) => void;
  seek: (text: string) => void;
  pick: (id: string) => void;
  seat: (id: string, place: SittingPlace | null) => void;
  edit: (id: string) => void;
  add: () => void;
};

/** 2 before 10. */
const inOrder = new Intl.Collator(undefined, { numeric: true });

/** The candidates of an exam, those without a seat first: each can be picked, dragged, seated from a list, and changed. */
export function candidateList(list: List): TemplateResult {
  const { add, exam, may, seek, sought } = list;
  const shown = exam.sittings
    .filter(({ name, number }) => `${number} ${name}`.toLowerCase().includes(sought))
    .toSorted(
      (a, b) => Number(a.place !== null) - Number(b.place !== null) || inOrder.compare(a.number, b.number),
    );
  return html`<div class="head">
      <label
        ><span class="quiet">${examWords.find}</span>
        <input
          type="search"
          autocomplete="off"
          @input=${(event: InputEvent) => {
            if (event.target instanceof HTMLInputElement) seek(event.target.value.trim().toLowerCase());
          }}
      /></label>
      ${may ? html`<button @click=${add}>${examWords.addCandidate}</button>` : nothing}
    </div>
    ${exam.sittings.length === 0 ? html`<p role="status">${examWords.noCandidates}</p>` : nothing}
    ${
      exam.sittings.length > 0 && shown.length === 0
        ? html`<p class="quiet" role="status">${examWords.noneFound}</p>`
        : nothing
    }
    <ul class="list" role="list">
      ${repeat(
        shown,
        ({ id }) => id,
        (sitting) => renderSitting(sitting, list),
      )}
    </ul>`;
}

function renderSitting(sitting: Sitting, { edit, may, pick, picked, ...list }: List): TemplateResult {
  const { accommodations, id, name, number } = sitting;
  const facts = [number, ...(accommodations === null ? [] : [accommodations.words])].join(' · ');
  return html`<li>
    ${
      may
        ? html`<button
            class="who"
            aria-pressed=${picked === id}
            title=${examWords.pick(name)}
            draggable="true"
            @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(DRAGGED, id)}
            @click=${() => pick(id)}
          >
            ${name} <span class="quiet">${facts}</span>
          </button>`
        : html`<div>${name} <span class="quiet">${facts}</span></div>`
    }
    ${renderChoice(sitting, { ...list, may })}
    ${
      may
        ? html`<button aria-label=${examWords.changeOf(name)} @click=${() => edit(id)}>
            ${examWords.change}
          </button>`
        : nothing
    }
  </li>`;
}

function renderChoice(
  { id, name, place }: Sitting,
  { choose, choosing, exam, may, rooms, seat, seats }: Omit<List, 'add' | 'edit' | 'pick' | 'picked'>,
): TemplateResult {
  const at = place === null ? '' : `${place.room}/${place.seat}`;
  const labelOf = (one: SeatView): string => {
    const room = rooms.length > 1 ? rooms.find(({ room: of }) => of === one.room)?.name : undefined;
    return room === undefined ? one.label : `${room}, ${one.label}`;
  };
  const present = seats.find((one) => `${one.room}/${one.seat}` === at);
  if (!may) return html`<span>${present === undefined ? examWords.noSeat : labelOf(present)}</span>`;
  const offered = choosing === id ? seats : present === undefined ? [] : [present];
  const sits = new Map(exam.sittings.map((one) => [`${one.place?.room}/${one.place?.seat}`, one]));
  const textOf = (one: SeatView): string => {
    const other = sits.get(`${one.room}/${one.seat}`);
    return other === undefined || other.id === id
      ? labelOf(one)
      : examWords.seatTaken(labelOf(one), other.name);
  };
  return html`<select
    aria-label=${examWords.seatOf(name)}
    .value=${live(at)}
    @focus=${() => choose(id)}
    @pointerenter=${() => choose(id)}
    @change=${(event: Event) => {
      if (!(event.target instanceof HTMLSelectElement)) return;
      const [room = '', chosen = ''] = event.target.value.split('/');
      seat(id, chosen === '' ? null : { room, seat: chosen });
    }}
  >
    <option value="" ?selected=${at === ''}>${examWords.noSeat}</option>
    ${offered.map((one) => {
      const value = `${one.room}/${one.seat}`;
      return html`<option value=${value} ?selected=${value === at}>${textOf(one)}</option>`;
    })}
  </select>`;
}
