import type { SensorCoverage } from '@invigil/contract';
import { LitElement, css, html, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent } from '../../lib/numbers.js';
import { recordsWords } from '../../lib/records-words.js';
import { dayAndTime } from '../../lib/times.js';
import { baseStyles } from '../base.styles.js';

/** The time of a session as a bar, in which what was not watched is hatched. */
@customElement('invigil-coverage-axis')
export class CoverageAxis extends LitElement {
  static override styles = [
    baseStyles,
    css`
      svg {
        display: block;
        width: 100%;
        height: 24px;
        color: var(--blind);
        background: var(--hover);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
      }
    `,
  ];

  @property({ attribute: false }) coverage: SensorCoverage | null = null;

  protected override render(): TemplateResult | undefined {
    const { coverage } = this;
    if (coverage === null || coverage.watched === null) return undefined;
    const { blind, from, to, watched } = coverage;
    const whole = Math.max(1, to - from);
    const at = (time: number): number => ((Math.max(from, Math.min(to, time)) - from) / whole) * 1000;
    const said = recordsWords.watchedOf(percent(watched), dayAndTime(from), dayAndTime(to));
    return html`<svg viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label=${said}>
        <defs>
          <pattern
            id="blind"
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path d="M0 0V8" stroke="currentColor" stroke-width="4" />
          </pattern>
        </defs>
        ${blind.map((one) => {
          const start = at(one.from);
          const width = Math.max(2, at(one.to ?? to) - start);
          return svg`<rect x=${start} y="0" width=${width} height="24" fill="url(#blind)" />`;
        })}
      </svg>
      <p class="quiet">${recordsWords.blindAxis}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-coverage-axis': CoverageAxis;
  }
}
