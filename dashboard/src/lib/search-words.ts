import { msg, str } from '@lit/localize';

/** The texts of the search within a room. */
export const searchWords = {
  title: msg('Search the room'),
  hint: msg('Seat, candidate, what was seen, or what somebody said of it'),
  results: msg('Found'),
  seat: msg('Seat'),
  nothing: (text: string): string => msg(str`Nothing is found for “${text}”. Fewer words find more.`),
  begin: msg(
    'Type a seat such as A3, a name, or a word such as phone. Arrows choose, Enter goes there, Esc leaves.',
  ),
  found: (count: number): string => (count === 1 ? msg('1 found') : msg(str`${count} found`)),
  loading: msg('Looking into what ended earlier…'),
  failed: msg('What ended more than an hour ago could not be loaded: only what is on the page is searched.'),
};
