import uPlot from 'uplot';
import type { RiskCurve, Span } from '../../state/risk-curve.js';

/** Width of what stands left of the plot, and of the margin right of it, in px: the rows below keep to the same. */
export const GUTTER_PX = 148;
export const MARGIN_PX = 12;
const HEIGHT_PX = 176;

/** A colour of the theme as the canvas needs it. */
export type Colour = (token: '--curve' | '--curve-fill' | '--line' | '--ink-quiet') => string;

export type RiskChartDeps = {
  parent: HTMLElement;
  colour: Colour;
  /** The time of day, with seconds where they matter. */
  timeLabel: (epochMs: number, withSeconds: boolean) => string;
};

/** The curve of the risk over time, 0–100, drawn by uPlot. */
export class RiskChart {
  readonly #plot: uPlot;
  #span: Span = { from: 0, to: 1 };

  constructor({ parent, colour, timeLabel }: RiskChartDeps) {
    const axis = { stroke: () => colour('--ink-quiet'), font: `12px ${getComputedStyle(parent).fontFamily}` };
    const grid = { stroke: () => colour('--line'), width: 1 };
    this.#plot = new uPlot(
      {
        width: Math.max(200, parent.clientWidth),
        height: HEIGHT_PX,
        padding: [0, MARGIN_PX, 4, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: true, range: () => [this.#span.from / 1000, this.#span.to / 1000] },
          y: { range: () => [0, 100] },
        },
        axes: [
          {
            ...axis,
            grid,
            // Above the curve: the rows of signals stand right below it. uPlot's enum is only in its types.
            // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
            side: 0,
            size: 28,
            ticks: { show: false },
            space: 88,
            values: (_plot, seconds, _axis, _space, step) =>
              seconds.map((second) => timeLabel(second * 1000, step < 60)),
          },
          { ...axis, grid, size: GUTTER_PX, ticks: { show: false }, splits: () => [0, 25, 50, 75, 100] },
        ],
        series: [
          {},
          {
            stroke: () => colour('--curve'),
            fill: () => colour('--curve-fill'),
            width: 1.5,
            points: { show: false },
            ...(uPlot.paths.stepped === undefined ? {} : { paths: uPlot.paths.stepped({ align: 1 }) }),
          },
        ],
      },
      [[], []],
      parent,
    );
  }

  draw(curve: RiskCurve, span: Span): void {
    this.#span = span;
    this.#plot.setData([curve.seconds, curve.scores]);
  }

  resize(width: number): void {
    this.#plot.setSize({ width: Math.max(200, width), height: HEIGHT_PX });
  }

  destroy(): void {
    this.#plot.destroy();
  }
}
