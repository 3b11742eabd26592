import type { Exam } from '@invigil/contract';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { examApi } from '../../api/exam-api.js';
import { baseStyles } from '../../components/base.styles.js';
import { LiveController } from '../../components/live-controller.js';
import { RenewController } from '../../components/renew-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { wideTable } from '../../components/wide-table.js';
import { examWords } from '../../lib/exam-words.js';
import { pathOf } from '../../lib/route.js';
import { dayAndTime } from '../../lib/times.js';
import { words } from '../../lib/words.js';
import '../../components/exam-dialog/exam-dialog.js';
import '../../components/top-bar/top-bar.js';

/** The exams of the centre, the latest first. */
@customElement('invigil-exams-page')
export class ExamsPage extends LitElement {
  static override styles = [
    baseStyles,
    tableStyles,
    css`
      .acts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
      }

      th a {
        display: inline-grid;
        align-items: center;
        min-height: 44px;
      }

      .acts a {
        display: grid;
        align-items: center;
        min-height: 44px;
      }

      .open td:last-child {
        font-weight: 600;
      }
    `,
  ];

  /** Whether who looks may make exams. */
  @property({ attribute: false }) may = false;

  @state() private exams: readonly Exam[] | 'loading' | 'failed' = 'loading';
  @state() private dialog: 'new' | null = null;

  private readonly live = new LiveController(this);
  protected readonly renewal = new RenewController(this, () => this.renew());

  protected override firstUpdated(): void {
    document.title = `${examWords.title} · ${words.product}`;
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`
      <invigil-top-bar .live=${false}><h1>${examWords.title}</h1></invigil-top-bar>
      <main>
        <div class="head">
          <p class="quiet">${examWords.notes}</p>
          ${
            this.may
              ? html`<div class="acts">
                  <a href=${pathOf('candidates', {})}>${examWords.import}</a>
                  <button class="act" @click=${() => (this.dialog = 'new')}>${examWords.add}</button>
                </div>`
              : nothing
          }
        </div>
        ${this.renderList()}
      </main>
      <invigil-exam-dialog
        .exam=${this.dialog}
        @invigil-close=${() => (this.dialog = null)}
        @invigil-exam-done=${this.onMade}
      ></invigil-exam-dialog>
    `;
  }

  private renderList(): TemplateResult {
    const { exams } = this;
    if (exams === 'loading') return html`<p class="quiet" role="status">${examWords.loading}</p>`;
    if (exams === 'failed')
      return html`<p class="fault" role="alert">
        ${examWords.failed} <button @click=${() => this.load()}>${examWords.again}</button>
      </p>`;
    if (exams.length === 0)
      return html`<p role="status">${this.may ? examWords.none : examWords.noneForYou}</p>`;
    const rows = exams.map((exam) => this.renderRow(exam));
    return wideTable(examWords.title, Object.values(examWords.columns), rows, 'panel scrolls');
  }

  private renderRow(exam: Exam): TemplateResult {
    const names = new Map(this.live.state?.rooms.map(({ name, room }) => [room, name]));
    const { candidates, minutes, name, policy, rooms, seated, since, startsAt, state } = exam;
    return html`<tr class=${state}>
      <th scope="row"><a href=${pathOf('exam', { exam: exam.exam })}>${name}</a></th>
      <td class="figures">
        <time datetime=${new Date(startsAt).toISOString()}>${dayAndTime(startsAt, { seconds: false })}</time>
      </td>
      <td class="figures">${examWords.minutes(minutes)}</td>
      <td>${rooms.map((room) => names.get(room) ?? room).join(', ')}</td>
      <td>${policy === null ? examWords.ownPolicy : examWords.policyOf(policy.name, policy.version)}</td>
      <td class="figures">${examWords.seated(seated, candidates)}</td>
      <td>${since === null ? examWords.state[state] : examWords.since(examWords.state[state], since)}</td>
    </tr>`;
  }

  private async load(): Promise<void> {
    const { services } = this.live;
    if (services === undefined) return;
    this.exams = 'loading';
    this.exams = await examApi.list(services.hub).catch(() => 'failed' as const);
  }

  /** Others may make one meanwhile. */
  private async renew(): Promise<void> {
    const { services } = this.live;
    this.exams = (services && (await examApi.list(services.hub).catch(() => null))) ?? this.exams;
  }

  private readonly onMade = ({ detail }: CustomEvent<Exam>): void => {
    this.live.services?.go(pathOf('exam', { exam: detail.exam }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'invigil-exams-page': ExamsPage;
  }
}
