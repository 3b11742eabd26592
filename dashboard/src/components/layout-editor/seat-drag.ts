import type { LitElement, ReactiveController } from 'lit';
import type { GridPlace } from '../../state/grid-walk.js';

/** How far a pointer moves before it drags, px: a press alone chooses. */
const SLACK_PX = 4;

type Acts = {
  /** A seat was pressed. */
  begin: (place: GridPlace) => void;
  drop: (seat: string, to: GridPlace) => void;
  cancel: (seat: string) => void;
};

type Drag = { element: HTMLElement; seat: string; id: number; x: number; y: number; moves: boolean };

/** Drags a seat from place to place with a pointer: mouse, pen or finger. Escape, or a drop beside the map, leaves it where it was. */
export class SeatDrag implements ReactiveController {
  readonly #host: LitElement;
  readonly #acts: Acts;
  #drag: Drag | undefined;
  #over: GridPlace | null = null;

  constructor(host: LitElement, acts: Acts) {
    this.#host = host;
    this.#acts = acts;
    host.addController(this);
  }

  /** Name of the seat that is dragged. */
  get seat(): string | null {
    return this.#drag?.moves === true ? this.#drag.seat : null;
  }

  /** The place under the pointer. */
  get over(): GridPlace | null {
    return this.#over;
  }

  hostConnected(): void {
    addEventListener('keydown', this.#onKeydown, true);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#onKeydown, true);
    this.#end();
  }

  /** Begins with a press on a seat. */
  start(event: PointerEvent): void {
    const element = event
      .composedPath()
      .find((node) => node instanceof HTMLElement && node.dataset['seat'] !== undefined);
    if (!(element instanceof HTMLElement) || event.button !== 0 || this.#drag !== undefined) return;
    const { seat = '' } = element.dataset;
    const place = placeOf(element);
    if (place === undefined) return;
    element.setPointerCapture(event.pointerId);
    this.#drag = { element, seat, id: event.pointerId, x: event.clientX, y: event.clientY, moves: false };
    for (const [type, act] of this.#listeners()) element.addEventListener(type, act);
    this.#acts.begin(place);
  }

  /** Leaves the seat where it was. */
  stop(): void {
    const seat = this.seat;
    this.#end();
    if (seat !== null) this.#acts.cancel(seat);
  }

  #listeners(): [string, (event: Event) => void][] {
    return [
      ['pointermove', this.#onMove],
      ['pointerup', this.#onUp],
      ['pointercancel', this.#onCancel],
    ];
  }

  readonly #onMove = (event: Event): void => {
    const drag = this.#drag;
    if (drag === undefined || !(event instanceof PointerEvent) || event.pointerId !== drag.id) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moves && Math.hypot(x, y) < SLACK_PX) return;
    drag.moves = true;
    drag.element.style.translate = `${x}px ${y}px`;
    const over = this.#placeAt(event.clientX, event.clientY);
    this.#over = over ?? null;
    this.#host.requestUpdate();
  };

  readonly #onUp = (): void => {
    const [seat, over] = [this.seat, this.#over];
    if (seat !== null && over === null) {
      this.stop();
      return;
    }
    this.#end();
    if (seat !== null && over !== null) this.#acts.drop(seat, over);
  };

  readonly #onCancel = (): void => this.stop();

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.seat === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
  };

  /** The place at a point of the window, below what is dragged. */
  #placeAt(x: number, y: number): GridPlace | undefined {
    const elements = this.#host.shadowRoot?.elementsFromPoint(x, y) ?? [];
    const spot = elements.find(
      (one) => one !== this.#drag?.element && one instanceof HTMLElement && one.dataset['row'] !== undefined,
    );
    if (spot instanceof HTMLElement) return placeOf(spot);
    // Over its own place there is nothing but what is dragged.
    const own = this.#drag?.element;
    return own !== undefined && elements.includes(own) && isOverOwn(own, x, y) ? placeOf(own) : undefined;
  }

  #end(): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    for (const [type, act] of this.#listeners()) drag.element.removeEventListener(type, act);
    drag.element.style.translate = '';
    this.#drag = undefined;
    this.#over = null;
    this.#host.requestUpdate();
  }
}

function placeOf({ dataset }: HTMLElement): GridPlace | undefined {
  const [row, column] = [Number(dataset['row']), Number(dataset['column'])];
  return row > 0 && column > 0 ? { row, column } : undefined;
}

/** Whether a point is where an element would be if it were not moved. */
function isOverOwn(element: HTMLElement, x: number, y: number): boolean {
  const { height, width } = element.getBoundingClientRect();
  const parent = element.offsetParent?.getBoundingClientRect();
  if (parent === undefined) return false;
  const [left, top] = [parent.left + element.offsetLeft, parent.top + element.offsetTop];
  return x >= left && x <= left + width && y >= top && y <= top + height;
}
