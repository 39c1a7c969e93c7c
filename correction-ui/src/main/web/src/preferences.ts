import { LANGUAGES, languageOf, type Language } from './words/language.js';

/** What this tablet's person prefers; kept on the tablet. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  /** The hand that moves sideways; the other one has height, turn and gripper. */
  readonly hand: Hand;
  /** Size of the text, per cent. */
  readonly text: TextSize;
  /** Whether a call for help is heard and felt. A stop and a lost connection always are. */
  readonly hearsHelp: boolean;
}

export type Theme = 'dark' | 'light';
export type Hand = 'left' | 'right';
export const TEXT_SIZES = [100, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export const PREFERENCES_KEY = 'fleetrl.preferences';

/** What is kept and still makes sense; for the rest what the browser says, or what most people need. */
export function preferencesOf(kept: string | null, languages: readonly string[], prefersLight: boolean): Preferences {
  const said = read(kept);
  return {
    language: one(LANGUAGES, said['language']) ?? languageOf(languages),
    theme: one(['dark', 'light'] as const, said['theme']) ?? (prefersLight ? 'light' : 'dark'),
    hand: one(['left', 'right'] as const, said['hand']) ?? 'left',
    text: one(TEXT_SIZES, said['text']) ?? 100,
    hearsHelp: typeof said['hearsHelp'] === 'boolean' ? said['hearsHelp'] : true,
  };
}

/** What this browser keeps and prefers. */
export function ownPreferences(): Preferences {
  return preferencesOf(localStorage.getItem(PREFERENCES_KEY), navigator.languages, matchMedia('(prefers-color-scheme: light)').matches);
}

/** What of them is seen on every screen. */
export function show({ language, theme, hand, text }: Preferences): void {
  const root = document.documentElement;
  root.lang = language === 'zh' ? 'zh-Hans' : 'en';
  root.dataset['theme'] = theme;
  root.dataset['hand'] = hand;
  root.dataset['text'] = String(text);
  root.style.fontSize = `${text}%`;
}

function one<T>(all: readonly T[], said: unknown): T | undefined {
  return all.find((choice) => choice === said);
}

function read(kept: string | null): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(kept ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
