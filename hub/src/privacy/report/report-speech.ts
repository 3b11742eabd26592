import { LANGUAGES, type SpokenLanguage } from '@invigil/contract';
import type { Reader } from '../../lib/reader.js';
import { CODES_DE } from './words/codes-de.js';
import { CODES_EN, type ReportCodes } from './words/codes-en.js';
import { EDITING_DE } from './words/editing-de.js';
import { EDITING_EN, type EditingTexts } from './words/editing-en.js';
import { OWN_DE } from './words/own-de.js';
import { OWN_EN, type OwnTexts } from './words/own-en.js';
import { PROOF_DE } from './words/proof-de.js';
import { PROOF_EN, type ProofTexts } from './words/proof-en.js';
import { TEXTS_DE } from './words/texts-de.js';
import { TEXTS_EN, type ReportTexts } from './words/texts-en.js';

type Words = {
  codes: ReportCodes;
  texts: ReportTexts;
  proof: ProofTexts;
  editing: EditingTexts;
  own: OwnTexts;
};

/** All that a report says, in each language: one that lacks a text does not compile. */
export const REPORT_WORDS = {
  en: { codes: CODES_EN, texts: TEXTS_EN, proof: PROOF_EN, editing: EDITING_EN, own: OWN_EN },
  de: { codes: CODES_DE, texts: TEXTS_DE, proof: PROOF_DE, editing: EDITING_DE, own: OWN_DE },
} as const satisfies Record<SpokenLanguage, Words>;

/** How a report speaks to its reader. */
export type Speech = Words & {
  language: SpokenLanguage;
  dir: 'ltr' | 'rtl';
  /** A moment in UTC: `Nov 30, 2026, 09:15:00`. */
  moment: (at: number) => string;
  /** A moment of a day that the reader knows, in UTC: `09:15:00`. */
  timeOnly: (at: number) => string;
  /** A length of time: `1 hr 2 min 3 sec`. @param ms below zero counts as zero */
  lengthOf: (ms: number) => string;
  /** A share of 0–1 as percent, never rounded up to what it is not. */
  percent: (share: number) => string;
  number: (value: number) => string;
  /** Why nothing could be seen: by a kind of signal, or by what the hub found; a cause of a newer hub as it is. */
  causeOf: (cause: string) => string;
};

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** Speaks in the reader's language, and writes numbers and dates as the reader's tag has them. */
export function speechFor({ language, tag }: Reader): Speech {
  const moments = new Intl.DateTimeFormat(tag, { ...DAY, ...TIME, timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(tag, { ...TIME, timeZone: 'UTC' });
  const percents = new Intl.NumberFormat(tag, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const numbers = new Intl.NumberFormat(tag);
  const [hours, minutes, seconds] = (['hour', 'minute', 'second'] as const).map(
    (unit) => new Intl.NumberFormat(tag, { style: 'unit', unit }),
  );
  const { codes } = REPORT_WORDS[language];
  const causes = new Map<string, string>(Object.entries({ ...codes.kind, ...codes.blind }));
  return {
    ...REPORT_WORDS[language],
    language,
    dir: LANGUAGES[language].dir,
    moment: (at) => moments.format(at),
    timeOnly: (at) => times.format(at),
    lengthOf: (ms) => {
      const all = Math.max(0, Math.round(ms / 1000));
      const [hour, minute] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
      return [
        ...(hour > 0 ? [hours?.format(hour)] : []),
        ...(hour > 0 || minute > 0 ? [minutes?.format(minute)] : []),
        seconds?.format(all % 60),
      ].join(' ');
    },
    percent: (share) => percents.format(Math.floor(share * 1000) / 1000),
    number: (value) => numbers.format(value),
    causeOf: (cause) => causes.get(cause) ?? cause,
  };
}
