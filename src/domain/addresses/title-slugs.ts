import { toSlug } from '../slug.ts';

/** What systems leave out of names: punctuation and symbols, but for what parts words. */
const DROPPED = /[^\p{L}\p{M}\p{N}\s_.-]+/gu;

/** Latin letters with marks. */
const MARKED_LATIN = /[\u00C0-\u024F\u1E00-\u1EFF]/;

/**
 * The names that other systems make of a title where nothing else names an article, the likeliest first and each once.
 * They differ in what becomes of signs: `R&D at 2.0` is `r-d-at-2-0` here and in Jekyll, `rd-at-2-0` in WordPress and
 * Hugo (whose dots are near hyphens), `rd-at-20` in Pelican and MkDocs; and `Été` is `ete` in WordPress, Ghost and Pelican.
 * Sources: `urlize` of Hugo, `sanitize_title` of WordPress, `SLUG_REGEX_SUBSTITUTIONS` of Pelican.
 */
export function titleSlugs(title: string): string[] {
  const kept = title.replace(DROPPED, '');
  const names = [title, kept, kept.replaceAll('.', '')];
  if (MARKED_LATIN.test(title)) names.push(...names.slice(1).map(withoutMarks));
  return [...new Set(names.map((name) => toSlug(name)))].filter((slug) => slug !== '');
}

const withoutMarks = (text: string): string => text.normalize('NFD').replace(/\p{M}+/gu, '');
