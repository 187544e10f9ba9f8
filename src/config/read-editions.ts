import type { ProblemLog } from '../problems/problem-log.ts';
import type { LocatedData } from '../problems/reading/located-data.ts';
import { narrow } from '../problems/reading/read-entries.ts';
import { readFields } from '../problems/reading/read-fields.ts';
import type { SectionsByLanguage } from './read-sections.ts';
import type { Site, SiteEdition } from './site.ts';
import { createPublisherSchema, createSiteSchema } from './site-schema.ts';
import { inLanguage, tellMissingWords } from './words-by-language.ts';

/** Keys of site.yaml whose texts may be told in several languages. */
export const WORD_KEYS: readonly string[] = ['name', 'description', 'place', 'locale'];
/** The same of `publisher`. */
export const PUBLISHER_WORD_KEYS: readonly string[] = ['name'];

/**
 * The editions of a site in its other languages, of which `languages` has the own first. What one is not told is as in the site's
 * own words, which is told. A locale is the language's own where there is none: `en` is read as CLDR's likeliest English.
 */
export function readEditions(
  located: LocatedData,
  {
    languages,
    site,
    sections,
  }: {
    readonly languages: readonly string[];
    readonly site: Pick<Site, 'name' | 'description' | 'place' | 'publisher'>;
    readonly sections: SectionsByLanguage;
  },
  log: ProblemLog,
): readonly SiteEdition[] {
  const publisher = narrow(located, ['publisher']);
  for (const path of [...WORD_KEYS.map((key) => [key]), ['publisher', 'name']]) {
    const [key = ''] = path;
    const told = {
      languages,
      isOneEnough: key !== 'description' && key !== 'place',
    };
    tellMissingWords(narrow(located, path), path, told, log);
  }
  return languages.slice(1).map((language, index): SiteEdition => {
    const asked = { language, isOwn: false };
    const words = readFields(createEditionWords(), inLanguage(located, WORD_KEYS, asked), log, () => false);
    const ofPublisher = inLanguage(publisher, PUBLISHER_WORD_KEYS, asked);
    const { name } = readFields(createPublisherWords(), ofPublisher, log, () => false);
    const isNamedAlike = site.publisher.name === site.name;
    return {
      edition: language.toLowerCase(),
      language,
      name: words.name ?? site.name,
      description: words.description ?? site.description,
      locale: words.locale ?? language,
      place: words.place ?? site.place,
      sections: sections[index + 1] ?? [],
      publisherName: name ?? (isNamedAlike ? (words.name ?? site.name) : site.publisher.name),
    };
  });
}

const createEditionWords = () =>
  createSiteSchema().pick({ name: true, description: true, place: true, locale: true }).partial();
const createPublisherWords = () => createPublisherSchema().pick({ name: true });
