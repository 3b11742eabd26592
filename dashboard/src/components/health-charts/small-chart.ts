import uPlot from 'uplot';
import type { Series } from '../../state/health-series.js';
import { timeOfDay } from '../../lib/times.js';

const HEIGHT_PX = 112;
const LEAST_WIDTH_PX = 200;
/** Room for the numbers left of the plot, px. */
const AXIS_PX = 76;

export type SmallChartDeps = {
  parent: HTMLElement;
  /** A colour of the theme as the canvas needs it. */
  colour: (token: string) => string;
  value: (value: number) => string;
  /** The point that is pointed at, ms; null: none. */
  onPoint: (at: number | null, value: number | null) => void;
};

/** A line alone would not show one point, or a few that stand apart. */
const MOST_MARKED = 60;

/** One measure over time, drawn by uPlot; the charts of a page point at the same time together. */
export class SmallChart {
  readonly #plot: uPlot;
  readonly #parent: HTMLElement;
  #span = { from: 0, to: 1 };

  constructor({ colour, onPoint, parent, value }: SmallChartDeps) {
    this.#parent = parent;
    const axis = { stroke: () => colour('--ink-quiet'), font: `11px ${getComputedStyle(parent).fontFamily}` };
    const grid = { stroke: () => colour('--line'), width: 1 };
    this.#plot = new uPlot(
      {
        width: this.#width(),
        height: HEIGHT_PX,
        padding: [8, 12, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'health' }, points: { show: false } },
        scales: { x: { time: true, range: () => [this.#span.from / 1000, this.#span.to / 1000] } },
        axes: [
          {
            ...axis,
            grid,
            size: 24,
            ticks: { show: false },
            space: 64,
            values: (_plot, seconds) => seconds.map((second) => timeOfDay(second * 1000, { seconds: false })),
          },
          {
            ...axis,
            grid,
            size: AXIS_PX,
            space: 32,
            ticks: { show: false },
            values: (_plot, values) => values.map((one) => value(one)),
          },
        ],
        series: [{}, { stroke: () => colour('--curve'), width: 1.5, points: { size: 5, show: fewPoints } }],
        hooks: {
          setCursor: [
            ({ cursor, data }) => {
              const i = cursor.idx ?? null;
              const second = i === null ? undefined : data[0][i];
              if (i === null || second === undefined) onPoint(null, null);
              else onPoint(second * 1000, data[1]?.[i] ?? null);
            },
          ],
        },
      },
      [[], []],
      parent,
    );
  }

  draw({ seconds, values }: Series, span: { from: number; to: number }): void {
    this.#span = { from: span.from, to: span.to };
    this.#plot.setData([seconds, values]);
  }

  /** As wide as its place is now. */
  fit(): void {
    this.#plot.setSize({ width: this.#width(), height: HEIGHT_PX });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #width(): number {
    return Math.max(LEAST_WIDTH_PX, this.#parent.clientWidth);
  }
}

function fewPoints(_plot: uPlot, _series: number, from: number, to: number): boolean {
  return to - from < MOST_MARKED;
}
