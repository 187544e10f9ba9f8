import { createRequire } from 'node:module';
import { isLanguageTag, likelyLocale, primaryLanguage } from '../domain/language.ts';
import type { Translation } from './translation.ts';

/** The interface in a language besides English. */
export interface Language {
  /** BCP 47 tag: its plurals are counted. */
  readonly tag: string;
  readonly texts: Translation;
}

const load = createRequire(import.meta.url);

/** The languages besides English, each by the shortest tag that says what it is written in. A site loads those alone that it speaks. */
const TABLES: Readonly<Record<string, () => Translation>> = {
  ar: () => (load('./languages/ar.ts') as typeof import('./languages/ar.ts')).AR,
  de: () => (load('./languages/de.ts') as typeof import('./languages/de.ts')).DE,
  es: () => (load('./languages/es.ts') as typeof import('./languages/es.ts')).ES,
  fa: () => (load('./languages/fa.ts') as typeof import('./languages/fa.ts')).FA,
  fr: () => (load('./languages/fr.ts') as typeof import('./languages/fr.ts')).FR,
  he: () => (load('./languages/he.ts') as typeof import('./languages/he.ts')).HE,
  hy: () => (load('./languages/hy.ts') as typeof import('./languages/hy.ts')).HY,
  it: () => (load('./languages/it.ts') as typeof import('./languages/it.ts')).IT,
  ka: () => (load('./languages/ka.ts') as typeof import('./languages/ka.ts')).KA,
  pl: () => (load('./languages/pl.ts') as typeof import('./languages/pl.ts')).PL,
  pt: () => (load('./languages/pt.ts') as typeof import('./languages/pt.ts')).PT,
  ru: () => (load('./languages/ru.ts') as typeof import('./languages/ru.ts')).RU,
  tr: () => (load('./languages/tr.ts') as typeof import('./languages/tr.ts')).TR,
  uk: () => (load('./languages/uk.ts') as typeof import('./languages/uk.ts')).UK,
  zh: () => (load('./languages/zh.ts') as typeof import('./languages/zh.ts')).ZH,
};

export const INTERFACE_LANGUAGES: readonly Language[] = Object.entries(TABLES).map(([tag, texts]) => ({
  tag,
  get texts() {
    return texts();
  },
}));

const written = new Map(INTERFACE_LANGUAGES.map((language) => [writingOf(language.tag), language]));

/**
 * The interface for a BCP 47 tag: in the same language and the same script, by what CLDR knows of it, whatever the region.
 * `zh` is for `zh-CN` and `zh-Hans`, and not for `zh-TW`, which is written otherwise; `he` is for `iw` too. Null for none,
 * and for English, which stands below every language.
 */
export function languageFor(tag: string): Language | null {
  return written.get(writingOf(tag)) ?? null;
}

/** Whether the interface speaks a language, a BCP 47 tag; English among them. */
export const isInterfaceLanguage = (tag: string): boolean =>
  primaryLanguage(tag) === 'en' || languageFor(tag) !== null;

/** A language and its script: `zh Hans` of `zh-CN`. */
function writingOf(tag: string): string {
  if (!isLanguageTag(tag)) return '';
  const { language, script } = likelyLocale(tag);
  return `${language} ${script}`;
}
