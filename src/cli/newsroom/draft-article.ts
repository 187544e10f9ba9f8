import type { Site } from '../../config/site.ts';
import { parseArticle } from '../../content/articles/parse-article.ts';
import { readFileName } from '../../content/articles/read-file-name.ts';
import { MAX_TITLE } from '../../content/document/text-lengths.ts';
import { parseEditorTime, yearsAt } from '../../content/times/parse-editor-time.ts';
import { sectionNames } from '../../domain/edition.ts';
import { toSlug } from '../../domain/slug.ts';
import { articlePath } from '../../domain/urls.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { UsageError } from '../command-line.ts';
import type { PlaceArticle } from '../../ingest/read/folder-habit.ts';
import { writeFields, writeMinute } from './write-fields.ts';

/** What an editor says of a new article; what is undefined was not said. */
export interface ArticleWish {
  readonly headline: string;
  readonly section?: string | undefined;
  /** Names with commas between. */
  readonly author?: string | undefined;
  /** As editors write times, in the site’s time zone. */
  readonly date?: string | undefined;
  readonly slug?: string | undefined;
  readonly isDraft: boolean;
}

/** The file of a new article. */
export interface NewArticle {
  /** Path below the content folder. */
  readonly file: string;
  readonly text: string;
  /** The path of its page. */
  readonly path: string;
}

/** What a file may be called, in bytes, with room for the name’s end and for what programs put beside it. */
const MAX_NAME_BYTES = 200;

/**
 * Writes the file of a new article, and has the site’s own parser read it again: what it says is what will be published.
 * `now` is in milliseconds since 1970.
 * @throws UsageError for a wish that cannot be met, with the cure.
 */
export function draftArticle(wish: ArticleWish, site: Site, place: PlaceArticle, now: number): NewArticle {
  const headline = cleanHeadline(wish.headline);
  const date = readDate(wish.date, site, now);
  const slug = chooseSlug(headline, wish.slug);
  const file = place(date.day, slug);
  const isNamed = readFileName(file, { timeZone: site.timeZone, dated: date.day }).slug === slug;
  const head = writeFields({
    title: headline,
    date: date.written,
    section: wish.section === undefined ? undefined : findSection(wish.section, site),
    authors: wish.author?.trim(),
    slug: isNamed ? undefined : slug,
    draft: wish.isDraft ? 'true' : undefined,
  });
  const text = `---\n${head}---\n\n${wish.isDraft ? 'Write the story here.\n' : ''}`;
  const { article, problems } = parseArticle({ file, text }, site, 'full', yearsAt(now));
  const [problem] = problems.filter(({ code }) => code !== 'text-missing');
  if (problem !== undefined) throw new UsageError(`${problem.message} ${problem.hint}`);
  const path = articlePath(date.day, slug);
  if (article?.title !== headline || article.path !== path) {
    throw new UsageError(
      'The headline cannot be written into a file as it is. Leave characters out that nobody sees.',
    );
  }
  return { file, text, path };
}

/** One line, without blanks around it. */
function cleanHeadline(written: string): string {
  const headline = written.replace(/\s+/gu, ' ').trim().normalize('NFC');
  if (headline === '')
    throw new UsageError('The headline is empty. Write it in quotes: dateline new "The ferry returns"');
  const control = /[\p{Cc}\u2028\u2029]/u.exec(headline)?.[0];
  if (control !== undefined) {
    const name = `U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    throw new UsageError(`The headline holds a control character (${name}). Leave it out.`);
  }
  const length = headline.length;
  if (length > MAX_TITLE) {
    throw new UsageError(
      `The headline has ${length} characters; a headline has ${MAX_TITLE} at most. Shorten it.`,
    );
  }
  return headline;
}

function readDate(written: string | undefined, site: Site, now: number): { day: string; written: string } {
  if (written === undefined) {
    const minute = writeMinute(now, site.timeZone);
    return { day: minute.slice(0, 10), written: minute };
  }
  const time = parseEditorTime(written.trim(), site.timeZone, yearsAt(now));
  if (time.moment === null) throw new UsageError(`--date: ${time.message} ${time.hint}`);
  return { day: time.moment.day, written: written.trim() };
}

/** The slug that the site makes of the file’s name, which is cut between words where a file cannot be called that. */
function chooseSlug(headline: string, written: string | undefined): string {
  const slug = toSlug(written ?? headline);
  if (slug === '') {
    const what = written === undefined ? 'The headline' : `--slug: ${quoteText(written)}`;
    throw new UsageError(
      `${what} has no letters or digits to make an address of. Give it one: --slug=the-ferry-returns`,
    );
  }
  if (Buffer.byteLength(slug) <= MAX_NAME_BYTES) return slug;
  const words = slug.split('-');
  while (words.length > 1 && Buffer.byteLength(words.join('-')) > MAX_NAME_BYTES) words.pop();
  const letters = [...words.join('-')];
  while (Buffer.byteLength(letters.join('')) > MAX_NAME_BYTES) letters.pop();
  return toSlug(letters.join(''));
}

function findSection(written: string, site: Site): string {
  const wanted = toSlug(written);
  const named = sectionNames(site);
  const found = named.find(({ name, slug }) => slug === wanted || toSlug(name) === wanted);
  if (found !== undefined && wanted !== '') return found.name;
  const names = site.sections.map(({ name }) => name);
  const known = names.length === 0 ? 'site.yaml has no sections.' : `The sections are ${names.join(', ')}.`;
  throw new UsageError(
    `--section: ${quoteText(written)} is no section. ${didYouMean(
      written,
      named.map(({ name }) => name),
    )}${known}`,
  );
}
