import { z } from 'zod';
import type { SiteSection } from '../../config/site.ts';
import { BLOCK_LAYOUTS, type BlockLayout } from '../../domain/front.ts';
import { toSitePath } from '../../domain/site-path.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import {
  type Refusals,
  refuse,
  stringField,
  textField,
  yesNoField,
} from '../../problems/reading/text-fields.ts';
import { toWebAddress } from '../../problems/web-address.ts';
import { refuseName, sectionField, timeField, toPage, typeField } from '../articles/article-fields.ts';

/** The most stories of a block, and of the newest beside the lead. */
export const MAX_SHOWN = 12;

/** What is read piece by piece: read-picks.ts, read-block.ts. */
const parts = () => z.any().optional();

/** What `front.yaml` says; a file of `fronts/` has the same keys without `banner` and `latest`. */
export function createFrontSchema() {
  return z.object({
    banner: parts().describe('A line above every page: a text, or a map with text, link and until.'),
    lead: parts().describe(
      'The first story: an article, or a list of which the first that readers may see leads. As a map it has article, until and with: the stories that hang on it.',
    ),
    seconds: parts().describe('The stories after it: a list of articles, [] for none.'),
    latest: countField(0)
      .optional()
      .describe(`How many of the newest other stories stand beside the lead, 0 to ${MAX_SHOWN}.`),
    blocks: parts().describe('What follows below, in order: a list of blocks, [] for none.'),
  });
}

/** What a block says. Times are in the zone, an IANA name. */
export function createBlockSchema({
  timeZone,
  sections,
}: {
  timeZone: string;
  sections: readonly SiteSection[];
}) {
  return z.object({
    section: sectionField(sections)
      .optional()
      .describe('Its stories are those of a section, by name or slug,'),
    topic: nameField().optional().describe('of a topic,'),
    series: nameField().optional().describe('of a series,'),
    author: nameField().optional().describe('of an author,'),
    type: typeField().optional().describe('of a type: opinion, analysis, review, …,'),
    newest: yesNoField().optional().describe('or the newest of all: true.'),
    stories: parts().describe(
      'Articles picked by hand, which come first; the rest comes from the source beside them, if there is one.',
    ),
    show: countField(1)
      .optional()
      .describe(`How many stories, 1 to ${MAX_SHOWN}; else as many as suit the layout.`),
    layout: layoutField()
      .optional()
      .describe('columns, wide, band, list or opinion; else the front chooses.'),
    title: textField(120).optional().describe('What stands above it; else the name of its source.'),
    until: timeField(timeZone).optional().describe('When it is shown no more, in the site’s time zone.'),
  });
}

/** What a pick says as a map; `with` is for the lead alone. */
export function createPickSchema(timeZone: string) {
  return z.object({
    article: textField(500).describe('An article: its file below content/, or its path on the site.'),
    until: timeField(timeZone).optional().describe('When it is picked no more, in the site’s time zone.'),
    with: parts().describe('Of the lead: the articles that hang on it, [] for none.'),
  });
}

/** What the banner says as a map. */
export function createBannerSchema(timeZone: string) {
  return z.object({
    text: textField(200).describe('What readers see.'),
    link: linkField()
      .optional()
      .describe('Where it leads: an article, a path of this site or a web address.'),
    until: timeField(timeZone).optional().describe('When it is shown no more, in the site’s time zone.'),
  });
}

/** A whole number from `least` to MAX_SHOWN. */
function countField(least: number) {
  return stringField((written, refusals): number => {
    const count = /^\d{1,4}$/.test(written.trim()) ? Number(written) : Number.NaN;
    if (count >= least && count <= MAX_SHOWN) return count;
    return refuse(refusals, `${quoteText(written)} is no number from ${least} to ${MAX_SHOWN}.`, {
      code: 'number-invalid',
      hint: `Write a whole number from ${least} to ${MAX_SHOWN}.`,
    });
  });
}

function layoutField() {
  return stringField((written, refusals): BlockLayout => {
    const wanted = written.trim().toLowerCase();
    const layout = BLOCK_LAYOUTS.find((known) => known === wanted);
    if (layout !== undefined) return layout;
    return refuse(refusals, `${quoteText(written)} is not a layout.`, {
      code: 'layout-unknown',
      hint: `${didYouMean(wanted, BLOCK_LAYOUTS)}Layouts: ${BLOCK_LAYOUTS.join(', ')}.`,
      about: wanted,
    });
  });
}

/** A name that has a page of its own; becomes its slug. */
function nameField() {
  return stringField((written, refusals): string => {
    const { name, slug } = toPage(written);
    return slug === '' ? refuseName(name, refusals) : slug;
  });
}

/** Where a link leads. */
export type FrontLink =
  | { readonly kind: 'file'; readonly article: string }
  | { readonly kind: 'path' | 'web'; readonly url: string };

function linkField() {
  return stringField((written, refusals: Refusals): FrontLink => {
    const text = written.trim();
    const web = toWebAddress(text);
    if (web !== null) return { kind: 'web', url: web };
    const path = toSitePath(text);
    // A query is part of where it leads.
    if (path !== null) return { kind: 'path', url: path + (/[?#].*$/.exec(text)?.[0] ?? '') };
    if (MARKDOWN_NAME.test(text) && text.length <= 500) return { kind: 'file', article: text };
    return refuse(
      refusals,
      `${quoteText(written)} is neither an article, a path of this site nor a web address.`,
      {
        code: 'url-invalid',
        hint: 'Write the file of an article below content/, a path such as /about, or https://….',
      },
    );
  });
}
