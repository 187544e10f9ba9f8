import { languagePrefix } from '../domain/urls.ts';
import { knownLanguage, languageName } from '../problems/known-language.ts';
import type { ProblemLog } from '../problems/problem-log.ts';
import { quoteText } from '../problems/quote-text.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
} from '../problems/reading/located-data.ts';
import { valueAt } from '../problems/reading/located-data.ts';

/** So many languages have an edition of their own; each has every list, feed and front of the site. */
export const MAX_LANGUAGES = 20;

/** A code of `languages`, and where it stands. */
interface WrittenCode {
  readonly written: SourceData;
  readonly path: DataPath;
}

/**
 * The languages of site.yaml as BCP 47 tags, each once, the site's own first; none where neither `language` nor `languages` names
 * one. What cannot be an edition is told and left out. Where the two keys differ, `language` says which is the site's own: all its
 * addresses depend on it.
 */
export function readLanguages(located: LocatedData, log: ProblemLog): readonly string[] {
  const own = toTag(valueAt(located.data, ['language']));
  const listed = readCodes(codesOf(located, log), located, log);
  const [first] = listed;
  if (own === null) return listed;
  if (first !== undefined && first !== own) {
    log.warn(
      {
        code: 'languages-differ',
        message: `languages: begins with ${quoteText(first)}, and language: is ${quoteText(own)}; the site’s own language is ${languageName(own)}.`,
        hint: `Write ${own} first in languages, or remove the line "language: …". Addresses in the site’s own language have no prefix.`,
      },
      located.at(['languages']).value,
    );
  }
  return [own, ...listed.filter((tag) => tag !== own)];
}

/** A tag in canonical form; null for what is none. */
export const toTag = (written: SourceData | undefined): string | null =>
  typeof written === 'string' ? knownLanguage(written.trim().replaceAll('_', '-')) : null;

/** A list, one text with commas or blanks between, or the keys of a map, which is told. */
function codesOf(located: LocatedData, log: ProblemLog): readonly WrittenCode[] {
  const written = valueAt(located.data, ['languages']);
  const path = ['languages'];
  if (written === undefined) return [];
  if (typeof written === 'string') {
    const codes = written.split(/[\s,;]+/).filter((code) => code !== '');
    return codes.map((code) => ({ written: code, path }));
  }
  if (!isSourceMap(written)) return written.map((code, index) => ({ written: code, path: [...path, index] }));
  const codes = Object.keys(written);
  log.warn(
    {
      code: 'value-form',
      message: 'languages: is a map; only its keys were read.',
      hint: `Write languages: [${codes.join(', ')}], and what differs by language below "name", "description" and "sections".`,
    },
    located.at(path).value,
  );
  return codes.map((code) => ({ written: code, path: [...path, code] }));
}

function readCodes(codes: readonly WrittenCode[], located: LocatedData, log: ProblemLog): string[] {
  const tags: string[] = [];
  for (const { written, path } of codes) {
    const place = located.at(path).value;
    const tag = toTag(written);
    const shown = typeof written === 'string' ? quoteText(written) : 'what stands here';
    if (tag === null || prefixOf(tag) === null) {
      log.warn(
        {
          code: 'language-invalid',
          message: `languages: ${shown} is not a language tag; there is no edition of it.`,
          hint: 'Write BCP 47 tags: languages: [hy, ru, pt-BR].',
        },
        place,
      );
    } else if (tags.includes(tag)) {
      log.warn(
        {
          code: 'language-twice',
          message: `languages: ${shown} is ${quoteText(tag)}, which stands there already.`,
          hint: 'Remove one of the two.',
        },
        place,
      );
    } else if (tags.length === MAX_LANGUAGES) {
      log.warn(
        {
          code: 'value-too-long',
          message: `languages: has more than ${MAX_LANGUAGES} of them; those from ${quoteText(tag)} on have no edition.`,
          hint: 'Shorten the list. Stories in other languages are published all the same, among those of the site’s own.',
        },
        place,
      );
      break;
    } else tags.push(tag);
  }
  return tags;
}

/** What stands before the addresses of an edition; null for a tag that cannot. */
const prefixOf = (tag: string): string | null => languagePrefix(tag, 'und');
