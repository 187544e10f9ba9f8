import { lookupTags } from '../domain/labels.ts';
import { isLanguageTag } from '../domain/language.ts';
import { composedSmall } from '../domain/names.ts';
import type { Site } from '../config/site.ts';

/** What a reader writes for stories in every language. */
export const ALL_LANGUAGES = 'all';

/**
 * Of the languages of stories, those that a reader means: by a tag, which means its scripts and regions as well
 * (RFC 4647 §3.3.1), or by a name in any language of the site or in the language itself.
 */
export function languagesMeant(value: string, known: readonly string[], site: Site): readonly string[] {
  const tag = value.replaceAll('_', '-');
  const [canonical = tag] = isLanguageTag(tag) ? Intl.getCanonicalLocales(tag) : [];
  const byTag = known.filter((one) => lookupTags(one).includes(canonical));
  if (byTag.length > 0) return byTag;
  const wanted = composedSmall(value);
  const readers = [site.language, ...(site.editions ?? []).map(({ language }) => language)];
  const meant = known.filter((one) =>
    [...readers, one].some((reader) => lookupTags(one).some((part) => nameOf(part, reader) === wanted)),
  );
  return meant;
}

const nameOf = (tag: string, reader: string): string =>
  composedSmall(new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? '');
