import { z } from 'zod';
import type { Site } from '../../config/site.ts';
import { sectionNames } from '../../domain/edition.ts';
import { isArticlePath } from '../../domain/urls.ts';
import { plainDigits } from '../../domain/plain-digits.ts';
import { cleanPath } from '../../problems/clean-text.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { aiField } from '../../problems/reading/ai-field.ts';
import {
  languageField,
  refuse,
  stringField,
  textField,
  webAddressField,
  yesNoField,
} from '../../problems/reading/text-fields.ts';
import {
  addressesField,
  idField,
  namesField,
  sectionField,
  slugField,
  timeField,
  typeField,
} from './article-fields.ts';
import { authorsField } from './authors-field.ts';
import { licenseField } from './license-field.ts';
import { CREATED } from '../front-matter/date-keys.ts';
import { LABEL_KEYS, PART_KEYS } from '../front-matter/key-dialects.ts';
import { ANY_YEAR, type Years } from '../times/parse-editor-time.ts';
import { pictureFocusField } from './picture-focus.ts';
import { pointsField } from '../document/points-field.ts';
import { proseField } from '../document/prose-field.ts';
import { MAX_ALT, MAX_CREDIT, MAX_PARAGRAPH, MAX_PHRASE, MAX_TITLE } from '../document/text-lengths.ts';
import { seriesField } from './series-field.ts';

/**
 * The front matter of an article, field by field: what each one takes and, in its description, what it
 * is for. `title` and `date` are required, yet may come from the body and the file name.
 */
export function createArticleSchema(
  site: Pick<Site, 'timeZone' | 'sections' | 'editions'>,
  years: Years = ANY_YEAR,
) {
  const time = () => timeField(site.timeZone, years).optional();
  const end = () => timeField(site.timeZone, { ...years, last: ANY_YEAR.last }).optional();
  return z.object({
    title: proseField(MAX_TITLE).optional().describe('The headline, as plain text.'),
    date: time().describe('When it is published, in the site’s time zone; a future date is an embargo.'),
    description: proseField(MAX_PARAGRAPH)
      .optional()
      .describe('The standfirst: one paragraph under the headline.'),
    subtitle: proseField(MAX_PARAGRAPH)
      .optional()
      .describe('A second line under the headline; the standfirst where there is no description.'),
    kicker: proseField(MAX_PHRASE).optional().describe('A word over the headline, beside the section.'),
    authors: authorsField().optional().describe('Who wrote it: a list, or names with commas between.'),
    section: sectionField(sectionNames(site))
      .optional()
      .describe('A section of site.yaml, by slug or name in any of the site’s languages.'),
    topics: namesField().optional().describe('What it is about: a list, or names with commas between.'),
    points: pointsField()
      .optional()
      .describe('What the story says in short: a list of short texts, with inline Markdown.'),
    series: seriesField().optional().describe('The series it is a part of: a name, or name and part.'),
    image: imageField()
      .optional()
      .describe('The lead picture: src (in media/, or beside the article), alt, caption, credit, focus.'),
    updated: time().describe('When it last changed in substance.'),
    draft: yesNoField().optional().describe('true keeps it off every page.'),
    expires: end().describe('When it leaves the site.'),
    history: yesNoField()
      .optional()
      .describe('false: readers see no earlier versions of it, where site.yaml shows those of others.'),
    slug: slugField().optional().describe('The last part of its URL; else the file name.'),
    id: idField().optional().describe('Its permanent identity; else its path below articles/.'),
    aliases: addressesField().optional().describe('Other paths of this site that lead here.'),
    language: languageField().optional().describe('BCP 47 tag, where it is not the site’s own language.'),
    translationKey: textField(MAX_PHRASE)
      .optional()
      .describe(
        'A word that all language versions of the story have in common, where their file names do not tell.',
      ),
    translationOf: translationOfField()
      .optional()
      .describe('The file of the story of which it is a version in another language.'),
    source: sourceField()
      .optional()
      .describe('The outlet whose reporting it relays: a name, or name and url.'),
    translator: authorsField()
      .optional()
      .describe('Who translated it: a list, or names with commas between.'),
    license: licenseField()
      .optional()
      .describe('Under which it may be used: a name such as CC BY 4.0, or an address.'),
    ai: aiField()
      .optional()
      .describe(
        'What machines may do with it, where that is not what site.yaml says: train, search and input, or one for all.',
      ),
    location: proseField(MAX_PHRASE).optional().describe('The place of the dateline, such as Moscow.'),
    type: typeField().optional().describe('news, report, analysis, opinion, background or review.'),
    corrections: correctionsField(site.timeZone, years)
      .optional()
      .describe('A list of date and text, shown to readers.'),
    canonical: webAddressField().optional().describe('Address of the original, for a republished copy.'),
  });
}

type ArticleSchema = ReturnType<typeof createArticleSchema>;

const schemas = new WeakMap<object, Map<number, ArticleSchema>>();

/** The schema of a site, made once for each `Site` object and the years of its dates. */
export function articleSchemaOf(site: Site, years: Years = ANY_YEAR): ArticleSchema {
  const known = schemas.get(site) ?? new Map<number, ArticleSchema>();
  const schema = known.get(years.last) ?? createArticleSchema(site, years);
  schemas.set(site, known.set(years.last, schema));
  return schema;
}

export type ArticleFields = Partial<z.output<ArticleSchema>>;

/** Keys of an article besides its schema’s. */
export const ARTICLE_EXTRA_KEYS: readonly string[] = [
  ...LABEL_KEYS.filter((key) => key !== 'topics'),
  CREATED,
  ...PART_KEYS,
];

/** Keys allowed inside `series`, `image`, `source` and each of `corrections`. */
export const NESTED_KEYS = {
  image: ['src', 'alt', 'caption', 'credit', 'focus'],
  series: ['name', 'part'],
  source: ['name', 'url'],
  corrections: ['date', 'text'],
} as const;

function translationOfField() {
  return textField(500, (written, context) => {
    const file = cleanPath(written);
    if (!/^[a-z]+:\/\//i.test(file) && !isArticlePath(file)) return file;
    refuse(context, `${quoteText(written)} is an address.`, {
      code: 'translation-address',
      hint: 'Write its file, such as ferry.md beside this one or articles/2026/ferry.md, or give both stories the same translationKey.',
    });
    return null;
  });
}

function imageField() {
  return z.union([z.string().transform((src) => ({ src })), z.looseObject({})]).pipe(
    z.object({
      src: textField(1000, cleanPath),
      alt: proseField(MAX_ALT).optional(),
      caption: proseField(MAX_PARAGRAPH).optional(),
      credit: proseField(MAX_CREDIT).optional(),
      focus: pictureFocusField().optional(),
    }),
  );
}

function sourceField() {
  return z
    .union([z.string().transform((name) => ({ name })), z.looseObject({})])
    .pipe(z.object({ name: proseField(200), url: webAddressField().optional() }));
}

function correctionsField(timeZone: string, years: Years) {
  const correction = z.object({ date: timeField(timeZone, years), text: proseField(MAX_PARAGRAPH) });
  return z
    .union([z.array(z.unknown()), z.looseObject({}).transform((one): unknown[] => [one])])
    .pipe(z.array(correction).max(100));
}

/** The front matter of a standing page. */
export function createStandingPageSchema() {
  return z.object({
    title: proseField(MAX_TITLE).optional().describe('The page’s name.'),
    description: proseField(MAX_PARAGRAPH).optional().describe('One paragraph for search engines.'),
    order: orderField().optional().describe('Place in the footer; lower comes first.'),
    draft: yesNoField().optional().describe('true keeps it off the site.'),
    slug: slugField().optional().describe('Its path; else the file name.'),
    language: languageField().optional().describe('BCP 47 tag, where it is not the site’s own language.'),
  });
}

function orderField() {
  return stringField((written, context): number => {
    const text = plainDigits(written.trim());
    if (/^-?\d{1,6}$/.test(text)) return Number(text);
    return refuse(context, `${quoteText(written)} is not a whole number.`, {
      code: 'order-invalid',
      hint: 'Write a number such as 10.',
    });
  });
}
