import type { Site } from '../../config/site.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { StandingPage } from '../../domain/article.ts';
import { withoutMarkdownExtension } from '../../domain/markdown/markdown-name.ts';
import { toSlug } from '../../domain/slug.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import { isReservedName } from '../../domain/urls.ts';
import { languageNamed } from '../../domain/language.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';
import { valueAt } from '../../problems/reading/located-data.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import { isHeldUntimed } from '../document/hold-untimed.ts';
import { makeExcerpt } from '../document/make-excerpt.ts';
import { articleLanguage } from '../articles/article-language.ts';
import type { TextFile } from '../articles/parse-article.ts';
import { placeLinks, readBody, readDocument } from '../document/read-document.ts';
import { titleFromName } from '../articles/title-from-name.ts';
import { createStandingPageSchema } from '../articles/schema.ts';
import { pageAddress } from './page-address.ts';

/** Where a page stands in the footer when it does not say; those with equal places go by title. */
const DEFAULT_ORDER = 100;

export interface ParsedPage {
  readonly page: StandingPage | null;
  /** Its path by the former rule for slugs, where that was another. */
  readonly formerPath: string | null;
  /** Whether readers must not see it, nor its last good version. */
  readonly isHeld: boolean;
  /** Where its text links to within the site. */
  readonly links: readonly PlacedLink[];
  readonly problems: Problem[];
}

/**
 * Parses one standing page, as parseArticle does an article. Its title may be its first heading. `now` is
 * milliseconds since 1970.
 */
export function parseStandingPage({ file, text }: TextFile, site: Site, now: number): ParsedPage {
  const log = createProblemLog(file);
  const { timeZone } = site;
  const { document, limits } = readDocument(normaliseLines(text, log), createStandingPageSchema(), log, {
    timeZone,
  });
  const isHeld = isHeldUntimed(limits, now, log);
  const links: PlacedLink[] = [];
  if (document === null) return { page: null, formerPath: null, isHeld, links, problems: log.list() };
  const { fields, located } = document;
  const name = withoutMarkdownExtension(file.split('/').at(-1) ?? '');
  const named = /\.(?<end>[^.]+)$/.exec(name)?.groups?.['end'];
  const byName = named === undefined ? null : languageNamed(named);
  const signs = { file, text: document.text, bodyStart: document.bodyStart, named: byName };
  const byPlace = articleLanguage({ ...signs, fields: { title: fields.title } }, site);
  const ownLanguage = fields.language ?? byPlace;
  const language = ownLanguage ?? site.language;
  const hasTitle = valueAt(located.data, ['title']) !== undefined;
  const source = {
    file,
    title: hasTitle ? (fields.title ?? '') : null,
    language,
    ...siteHosts(site),
  };
  const body = readBody(document, source, log);
  links.push(...placeLinks(document, body?.links ?? []));
  const address = pageAddress({ name, byName, byPlace, language: ownLanguage, slug: fields.slug }, site);
  const { slug, path, edition, formerPath, refused } = address;
  if (refused !== null) log.warn(languageTaken(refused, path), located.at(['slug']).value);
  const fromName =
    hasTitle || body === null || body.headline !== null ? null : titleFromName(file, toSlug(name));
  const title = fields.title ?? body?.headline ?? fromName;
  if (fields.title === undefined && title === fromName && document.isReadable && !log.hasErrors) {
    const isEmpty = located.has(['title']);
    const missing = isEmpty ? 'title: is empty' : 'The page has no title';
    const hint = 'Add a line "title: …" to the front matter between two lines of ---.';
    const place = located.at(['title']).key;
    if (title === null) log.error({ code: 'title-missing', message: `${missing}.`, hint }, place);
    else {
      const message = `${missing}; it was made of the file’s name: ${quoteText(title)}.`;
      log.warn({ code: 'title-from-name', message, hint, about: 'title' }, place);
    }
  }
  if (slug === '' || isReservedName(slug)) {
    log.error(
      {
        code: 'path-reserved',
        message: `The address ${quoteText(slug === '' ? '/' : decodeURI(path))} belongs to the site itself.`,
        hint: 'Rename the file, or add another "slug: …".',
      },
      located.at(['slug']).value,
    );
  }
  if (log.hasErrors || body === null || title === null)
    return { page: null, formerPath: null, isHeld, links, problems: log.list() };
  const page: StandingPage = {
    file,
    path,
    ...(edition === OWN_EDITION ? {} : { edition }),
    title,
    description: fields.description ?? null,
    excerpt: fields.description === undefined ? makeExcerpt(body.readOpening(), language) : null,
    language: ownLanguage,
    isDraft: isHeld || (fields.draft ?? false),
    order: fields.order ?? DEFAULT_ORDER,
    bodyHtml: body.html,
  };
  return { page, formerPath, isHeld, links, problems: log.list() };
}

const languageTaken = (slug: string, path: string) => ({
  code: 'path-reserved',
  message: `The address /${slug} belongs to a language; the page is at ${decodeURI(path)}.`,
  hint: 'Add another "slug: …", or rename the file.',
});
