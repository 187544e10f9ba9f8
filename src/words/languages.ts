import { isLanguageTag, likelyLocale, primaryLanguage } from '../domain/language.ts';
import { AR } from './languages/ar.ts';
import { DE } from './languages/de.ts';
import { ES } from './languages/es.ts';
import { FA } from './languages/fa.ts';
import { FR } from './languages/fr.ts';
import { HE } from './languages/he.ts';
import { HY } from './languages/hy.ts';
import { IT } from './languages/it.ts';
import { KA } from './languages/ka.ts';
import { PL } from './languages/pl.ts';
import { PT } from './languages/pt.ts';
import { RU } from './languages/ru.ts';
import { TR } from './languages/tr.ts';
import { UK } from './languages/uk.ts';
import { ZH } from './languages/zh.ts';
import type { Translation } from './translation.ts';

/** The interface in a language besides English. */
export interface Language {
  /** BCP 47 tag: its plurals are counted. */
  readonly tag: string;
  readonly texts: Translation;
}

/** The languages besides English, each by the shortest tag that says what it is written in. */
export const INTERFACE_LANGUAGES: readonly Language[] = [
  { tag: 'ar', texts: AR },
  { tag: 'de', texts: DE },
  { tag: 'es', texts: ES },
  { tag: 'fa', texts: FA },
  { tag: 'fr', texts: FR },
  { tag: 'he', texts: HE },
  { tag: 'hy', texts: HY },
  { tag: 'it', texts: IT },
  { tag: 'ka', texts: KA },
  { tag: 'pl', texts: PL },
  { tag: 'pt', texts: PT },
  { tag: 'ru', texts: RU },
  { tag: 'tr', texts: TR },
  { tag: 'uk', texts: UK },
  { tag: 'zh', texts: ZH },
];

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
