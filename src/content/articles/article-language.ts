import type { Site } from '../../config/site.ts';
import { isInScriptOf, languageNamed, primaryLanguage } from '../../domain/language.ts';
import { sectionNames } from '../../domain/edition.ts';
import { toSlug } from '../../domain/slug.ts';
import type { ArticleFields } from './schema.ts';

/** What tells the language of an article. */
export interface LanguageSigns {
  readonly fields: Pick<ArticleFields, 'language' | 'title' | 'topics'>;
  readonly file: string;
  /** What the end of the file's name tells. */
  readonly named: string | null;
  readonly text: string;
  readonly bodyStart: number;
}

/**
 * The language of an article, as a tag in canonical form; null for the site's own. Its front matter decides, then the
 * end of its file's name, then the outermost folder that is a language. A folder is none where site.yaml has a section
 * of that name, or the article such a topic, nor where the article is in other letters: English news in `uk/` are not Ukrainian.
 */
export function articleLanguage(
  { fields, file, named, text, bodyStart }: LanguageSigns,
  site: Site,
): string | null {
  if (fields.language !== undefined) return fields.language;
  const told = named ?? folderLanguage();
  return told === null || (told === primaryLanguage(told) && told === primaryLanguage(site.language))
    ? null
    : told;

  function folderLanguage(): string | null {
    for (const folder of file.split('/').slice(1, -1)) {
      const tag = languageNamed(folder);
      if (tag !== null && !isLabel(toSlug(folder)) && isInScriptOf(openingText(), tag)) return tag;
    }
    return null;
  }

  function isLabel(slug: string): boolean {
    const isSection = sectionNames(site).some(
      (section) => section.slug === slug || toSlug(section.name) === slug,
    );
    return isSection || (fields.topics ?? []).some((topic) => topic.slug === slug);
  }

  function openingText(): string {
    const body = text.slice(bodyStart, bodyStart + OPENING).replace(MARKUP, ' ');
    return `${fields.title ?? ''}\n${body}`;
  }
}

/** So much of a text tells its letters, in UTF-16 code units. */
const OPENING = 3000;

/** Code, addresses and tags, which are in Latin letters in every language. */
const MARKUP = /`[^`]*`|\]\([^)]*\)|\{[{%][^}]*\}|<[^>]*>|https?:\S+/g;
