import { decodedName } from '../../domain/addresses/decoded-name.ts';
import { languageNamed } from '../../domain/language.ts';
import type { Moment } from '../../domain/moment.ts';
import { isFolderStory, withoutMarkdownExtension } from '../../domain/markdown/markdown-name.ts';
import { formerSlugsOf, toSlug } from '../../domain/slug.ts';
import { type NameReading, readClassicDay, readFolderDay, readNameDay } from './read-name-day.ts';

/** Longest slug made of a file's name, in characters (code points). */
const MAX_SLUG = 200;

/** What the name of a file and its folders say. */
export interface FileName {
  readonly slug: string;
  /** The slugs by the rules before, where those were others. */
  readonly formerSlugs: readonly string[];
  /** The day, or minute, where the name begins with one as Jekyll's do, or the folders are one. */
  readonly day: Moment | null;
  /** Why a day that it begins with cannot be meant; null for none. */
  readonly refusal: { readonly message: string; readonly hint: string } | null;
  /** The language that the name ends with, as in `story.de.md`: a tag in canonical form; null for none. */
  readonly language: string | null;
}

/** Numbers by which Grav (`01.ferry`) and Kirby (`1_ferry`) sort folders. */
const ORDER = /^\d{1,3}[._](?=\p{L}|\d{4}[-_.]?\d)/u;

/**
 * Reads the path of a file: its slug, and the day and language where it tells them. The text of a folder
 * (`ferry/index.md`) has the name of the folder. A prefix that is no day of the calendar belongs to the slug, and so
 * does one that may be something else (`20200108-`, `04/03-`) where the front matter says another day.
 */
export function readFileName(file: string, reading: NameReading): FileName {
  const [, ...folders] = file.split('/');
  const own = withoutMarkdownExtension(folders.pop() ?? '');
  const { stem, language } = splitLanguage(decodedName(own));
  const bundle = isFolderStory(stem) ? bundleOf(folders) : null;
  const name =
    bundle === null ? stem : stem.toLowerCase() === 'index' ? bundle.name : bundle.name.replace(ORDER, '');
  const above = bundle === null ? folders : bundle.above;
  const found = readNameDay(name, reading) ?? readFolderDay(above, name, reading);
  const slug = toSlug(found?.words ?? name, MAX_SLUG);
  return {
    slug,
    formerSlugs: formerSlugs(own, found?.words ?? name, slug, reading),
    day: found?.moment ?? null,
    refusal: found?.refusal ?? null,
    language,
  };
}

/** The end of a name that is a language is no part of its words. */
function splitLanguage(name: string): { stem: string; language: string | null } {
  const dot = name.lastIndexOf('.');
  const language = dot < 1 ? null : languageNamed(name.slice(dot + 1));
  return language === null ? { stem: name, language } : { stem: name.slice(0, dot), language };
}

/**
 * The folder that a text stands for, and those above it. Null where that has no name of its own: a language is none,
 * nor is a part of a date.
 */
function bundleOf(folders: readonly string[]): { name: string; above: readonly string[] } | null {
  let at = folders.length - 1;
  while (at >= 0 && languageNamed(folders[at] ?? '') !== null) at -= 1;
  const name = folders[at] ?? '';
  if (/^\d{0,4}$/.test(name) || toSlug(name) === '') return null;
  return { name: decodedName(name), above: folders.slice(0, at) };
}

/** Addresses were published by these rules: without folders, languages and most dates; with what nobody sees. */
function formerSlugs(own: string, words: string, slug: string, reading: NameReading): string[] {
  const isSame = own === words || (own.length === words.length + 11 && own.endsWith(`-${words}`));
  const former = isSame ? words : (readClassicDay(own, reading)?.words ?? own);
  const slugs = [...formerSlugsOf(words, MAX_SLUG)];
  if (former !== words) slugs.push(toSlug(former, MAX_SLUG), ...formerSlugsOf(former, MAX_SLUG));
  return slugs.filter((one) => one !== '' && one !== slug);
}
