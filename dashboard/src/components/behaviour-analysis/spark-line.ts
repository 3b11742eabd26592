import { svg, type SVGTemplateResult, type TemplateResult, html } from 'lit';
import { sparkPath } from '../../state/spark-path.js';

const BOX = { width: 112, height: 22 };

/** A small curve of a measure by the minute, and in words for who does not see it. */
export function sparkLine(values: readonly (number | null)[], label: string): TemplateResult {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return html`<svg
    role="img"
    aria-label=${label}
    width=${BOX.width}
    height=${BOX.height}
    viewBox="0 0 ${BOX.width} ${BOX.height}"
  >
    ${curve(sparkPath(values, most, BOX))}
  </svg>`;
}

function curve(path: string): SVGTemplateResult {
  return svg`<path d=${path} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"></path>`;
}
