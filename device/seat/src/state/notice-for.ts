import type { ExamFacts, NoticeText } from '@invigil/contract';

type Notice = NonNullable<ExamFacts['notice']>;

/** The text of a notice in a language, with the language that it is really in: the centre may have written it in others only. */
export function noticeFor(notice: Notice, language: string): { language: string; text: NoticeText } | null {
  const languages = Object.keys(notice.texts);
  const best =
    languages.find((one) => one === language) ??
    languages.find((one) => one.split('-', 1)[0] === language) ??
    languages.find((one) => one.split('-', 1)[0] === 'en') ??
    languages[0];
  const text = best === undefined ? undefined : notice.texts[best];
  return best === undefined || text === undefined ? null : { language: best, text };
}
