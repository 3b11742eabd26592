/** How large the letters are: of the standard size. */
export const SIZES = ['1', '1.25', '1.5'] as const;
type Size = (typeof SIZES)[number];

/** `auto` follows the system, in brightness and in contrast. */
export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
type Theme = (typeof THEMES)[number];

/** How the page is to look for who sits there. */
export type Appearance = { size: Size; theme: Theme };

const KEY = 'invigil-appearance';

/** What was chosen since the browser was opened. */
export function keptAppearance(storage: Pick<Storage, 'getItem'>): Appearance {
  const [size, theme] = (storage.getItem(KEY) ?? '').split(' ');
  return {
    size: SIZES.find((one) => one === size) ?? '1',
    theme: THEMES.find((one) => one === theme) ?? 'auto',
  };
}

export function keepAppearance(storage: Pick<Storage, 'setItem'>, { size, theme }: Appearance): void {
  storage.setItem(KEY, `${size} ${theme}`);
}

/** Sets the attributes that `tokens.css` reads. */
export function applyAppearance(
  root: HTMLElement,
  { size, theme }: Appearance,
  systemWantsContrast: boolean,
): void {
  root.style.setProperty('--size', size);
  if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme;
  else delete root.dataset['theme'];
  if (theme === 'contrast' || (theme === 'auto' && systemWantsContrast)) root.dataset['contrast'] = 'more';
  else delete root.dataset['contrast'];
}
