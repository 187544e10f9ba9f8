import { z } from 'zod';
import type { SiteSection } from '../../config/site.ts';
import { ARTICLE_TYPES, type ArticleType, type NamedPage } from '../../domain/article.ts';
import { withoutNotes } from '../../domain/find-notes.ts';
import type { Moment } from '../../domain/moment.ts';
import { decodedName } from '../../domain/addresses/decoded-name.ts';
import { formerSlugsOf, toSlug } from '../../domain/slug.ts';
import { cleanText } from '../../problems/clean-text.ts';
import { firstNames } from '../../domain/edition.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { type Refusals, refuse, stringField } from '../../problems/reading/text-fields.ts';
import { parseEditorTime, type Years } from '../times/parse-editor-time.ts';

export interface WrittenTime {
  readonly moment: Moment;
  readonly written: string;
  readonly isSkippedByClock: boolean;
  /** What it is where day and month were written the other way round; null where that cannot be. */
  readonly other: Moment | null;
}

/** A time in the site's zone, of one of these years. */
export function timeField(timeZone: string, years?: Years) {
  return stringField((written, context): WrittenTime => {
    const time = parseEditorTime(written, timeZone, years);
    if (time.moment === null) return refuse(context, time.message, { code: 'date-invalid', hint: time.hint });
    return { ...time, moment: time.moment, written };
  });
}

/** Names that have pages: a list of texts (or maps with `name`), or one text with commas. */
export function namesField() {
  const name = z.union([z.string(), z.looseObject({ name: z.string() }).transform((map) => map.name)]);
  // The usual forms come first: each one that fails costs as much as the rest of the field.
  return z
    .union([
      z.array(z.string()),
      z.string().transform((text) => text.split(',')),
      z.array(name),
      name.transform((one) => [one]),
    ])
    .transform(toPages);
}

function toPages(written: readonly string[], refusals: Refusals): NamedPage[] {
  const pages = new Map<string, NamedPage>();
  for (const text of written) {
    const page = toPage(text);
    if (page.name === '') continue;
    if (page.slug === '' || page.name.length > MAX_NAME) {
      return refuseName(page.name, refusals);
    }
    if (!pages.has(page.slug)) pages.set(page.slug, page);
  }
  return [...pages.values()];
}

/** The most characters of a name that has a page. */
export const MAX_NAME = 120;

/** Refuses a name that is too long, or has nothing to make an address of. */
export const refuseName = (name: string, refusals: Refusals): never =>
  refuse(refusals, `${quoteText(name)} cannot be a page of its own.`, {
    code: 'name-invalid',
    hint: `Write a name of up to ${MAX_NAME} characters that has letters or digits.`,
  });

/** A name as it is written, cleaned, and its address; without one where it is too long or has no letters or digits. */
export function toPage(written: string): NamedPage {
  const name = cleanText(withoutNotes(written));
  return { name, slug: name.length > MAX_NAME ? '' : toSlug(name) };
}

/** Sections by what files wrote for them; null for what names none. */
const sectionsBy = new WeakMap<readonly SiteSection[], Map<string, SiteSection | null>>();
const MAX_KNOWN = 1000;

/** The section with this slug or name. */
export function findSection(sections: readonly SiteSection[], written: string): SiteSection | undefined {
  const known = sectionsBy.get(sections) ?? new Map<string, SiteSection | null>();
  if (known.size === 0) sectionsBy.set(sections, known);
  if (known.size > MAX_KNOWN) known.clear();
  let found = known.get(written);
  if (found === undefined) {
    const slug = toSlug(written);
    found = sections.find((section) => section.slug === slug || toSlug(section.name) === slug) ?? null;
    known.set(written, found);
  }
  return found ?? undefined;
}

/** A section of site.yaml, by slug or name in any of the site's languages; becomes its slug. See sectionNames. */
export function sectionField(sections: readonly SiteSection[]) {
  return stringField((written, context): string => {
    const slug = findSection(sections, written)?.slug;
    if (slug !== undefined) return slug;
    const names = new Set(sections.flatMap((section) => [section.name, section.slug]));
    return refuse(context, `${quoteText(written)} is not a section of this site.`, {
      code: 'section-unknown',
      hint: `${didYouMean(written.trim(), names)}Sections: ${firstNames(sections)
        .map(({ name }) => name)
        .join(', ')}.`,
      about: written,
    });
  });
}

/** What kinds of files, posts and layouts other systems have: a `type` there, and no kind of article. */
const FOREIGN_TYPES: ReadonlySet<string> = new Set(
  (
    'post posts blog blogs blogpost blogposts page pages article articles entry entries document doc docs default section ' +
    'single list home landing item collection standard aside audio chat gallery image link quote status video note notes ' +
    'newsarticle blogposting webpage website book project portfolio event podcast tutorial documentation'
  ).split(' '),
);

/** One of ARTICLE_TYPES. */
export function typeField() {
  return stringField((written, context): ArticleType => {
    const wanted = written.trim().toLowerCase();
    const type = ARTICLE_TYPES.find((known) => known === wanted);
    if (type !== undefined) return type;
    const types = `Types: ${ARTICLE_TYPES.join(', ')}.`;
    if (FOREIGN_TYPES.has(wanted.replace(/[\s_-]/g, ''))) {
      return refuse(context, `${quoteText(written)} is a layout of another system and no type of article.`, {
        code: 'type-foreign',
        hint: `Remove the line, or leave it. ${types}`,
      });
    }
    return refuse(context, `${quoteText(written)} is not a type of article.`, {
      code: 'type-unknown',
      hint: `${didYouMean(wanted, ARTICLE_TYPES)}${types}`,
      about: wanted,
    });
  });
}

/** Other addresses of this site, as gather-addresses.ts has made them of what the file says. */
export const addressesField = () => z.array(z.string());

export interface WrittenSlug {
  readonly slug: string;
  readonly written: string;
  /** What the rules before made of it, where that was another. */
  readonly former: readonly string[];
}

/** A text that becomes the last segment of the URL. */
export function slugField() {
  return stringField((written, context): WrittenSlug => {
    const slug = toSlug(decodedName(written.trim()));
    const former = [...formerSlugsOf(written), toSlug(written)];
    if (slug !== '' && slug.length <= 200) {
      return { slug, written: written.trim(), former: former.filter((one) => one !== slug) };
    }
    return refuse(context, `${quoteText(written)} cannot be part of a URL.`, {
      code: 'slug-invalid',
      hint: 'Write up to 200 letters, digits and hyphens.',
    });
  });
}

/** A permanent identity of the editors' own. */
export function idField() {
  return stringField((written, context): string => {
    const id = written.trim();
    if (/^[A-Za-z0-9._:-]{1,100}$/.test(id)) return id;
    return refuse(context, `${quoteText(written)} is not an id.`, {
      code: 'id-invalid',
      hint: 'Write up to 100 letters, digits and . _ : - without spaces.',
    });
  });
}
