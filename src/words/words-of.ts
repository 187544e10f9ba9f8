import { type Labels, lookupTags } from '../domain/labels.ts';
import { isInterfaceLanguage, languageFor } from './languages.ts';
import { makeWords, type WordLayer, type Words } from './words.ts';

/** Whose words they are. */
export interface Speaker {
  /** BCP 47 tag of the interface. */
  readonly language: string;
  /** BCP 47 tag that decides how numbers are written. */
  readonly locale: string;
  /** Absent for the edition in the site's own language, in which labels.yaml is. */
  readonly edition?: string;
}

interface Known {
  readonly labels: Labels;
  readonly words: Words;
}

const known = new WeakMap<Speaker, Known>();

/**
 * The words of a site: the newsroom's own, then those of its language, then English, key by key. Where the interface does
 * not know the language, what is English is marked. `labels.yaml` is in the site's language; a file that names the language
 * comes before it. Made once for a site and its labels, which the catalog hands out as one object each until they change.
 */
export function wordsOf(site: Speaker, labels: Labels): Words {
  const found = known.get(site);
  if (found?.labels === labels) return found.words;
  const { language, locale } = site;
  const marksEnglish = !isInterfaceLanguage(language);
  const words = makeWords({ layers: layersOf(site, labels), language, locale, marksEnglish });
  known.set(site, { labels, words });
  return words;
}

function layersOf({ language, edition }: Speaker, labels: Labels): WordLayer[] {
  const tags = lookupTags(language);
  const layer = (texts: WordLayer['texts'] | undefined): WordLayer[] =>
    texts === undefined ? [] : [{ language, texts, isForeign: true }];
  const known = languageFor(language);
  return [
    ...tags.flatMap((tag) => layer(labels[tag])),
    ...(edition === undefined ? layer(labels['']) : []),
    ...(known === null ? [] : [{ language: known.tag, texts: known.texts, isForeign: false }]),
  ];
}

/** English, for what is said before there is a site. */
export const ENGLISH: Words = makeWords({ layers: [], language: 'en', locale: 'en' });
