/** How the page looks. `auto` follows the system, in brightness and in contrast. */
export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'invigil-theme';

/** The theme that was chosen in this browser; `auto` where none was. */
export function storedTheme(storage: Pick<Storage, 'getItem'>): Theme {
  const stored = storage.getItem(KEY);
  return THEMES.find((theme) => theme === stored) ?? 'auto';
}

/** Remembers the choice for this browser. */
export function storeTheme(storage: Pick<Storage, 'setItem'>, theme: Theme): void {
  storage.setItem(KEY, theme);
}

/** Sets the attributes that `tokens.css` reads. */
export function applyTheme(root: HTMLElement, theme: Theme, systemWantsContrast: boolean): void {
  if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme;
  else delete root.dataset['theme'];
  if (theme === 'contrast' || (theme === 'auto' && systemWantsContrast)) root.dataset['contrast'] = 'more';
  else delete root.dataset['contrast'];
}
