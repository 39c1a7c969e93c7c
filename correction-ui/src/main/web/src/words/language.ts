/** The page speaks the tablet's language. English stands in the code; other languages are lists keyed by it. */
export type Language = 'en' | 'zh';
export const LANGUAGES: readonly Language[] = ['en', 'zh'];

export type Words = Readonly<Record<string, string>>;
type Parts = Readonly<Record<string, string | number>>;

let words: Words = {};

/** Called once, before any view is built. */
export function speak(list: Words): void {
  words = list;
}

/**
 * The text in the tablet's language, with what stands in braces filled in: `t('{robot} is gone', { robot })`. What is in no
 * list stays English. A test holds that every text given here as a literal is in every list.
 */
export function t(english: string, parts: Parts = {}): string {
  return (words[english] ?? english).replace(/\{(\w+)\}/g, (all, name: string) => String(parts[name] ?? all));
}

/** The list of a language; English needs none. */
export async function listOf(language: Language): Promise<Words> {
  return language === 'en' ? {} : (await import('./zh/index.js')).zh;
}

/** The first language of the browser that the page has. */
export function languageOf(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase());
  return LANGUAGES.find((language) => language === known.find((tag) => LANGUAGES.includes(tag as Language))) ?? 'en';
}
