import type { Catalog, CatalogReader } from '../../catalog/read/catalog.ts';
import { parseArticle } from '../../content/articles/parse-article.ts';
import { yearsAt } from '../../content/times/parse-editor-time.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import { isArticlePath } from '../../domain/urls.ts';
import { visibilityAt } from '../../domain/visibility.ts';
import { type LintAsks, lintStory } from '../lint/lint-story.ts';
import type { TextNote } from './describe-text.ts';
import { textKindOf } from './form-fields.ts';

/** So many of the newest stories are looked at for the same headline. */
const NEWEST = 200;

/** Makes what says of a text how it stands as a story; nothing of other files, and of what cannot be read. */
export function createStoryNotes(
  reader: () => CatalogReader,
  now: () => number,
): (file: string, text: string) => Promise<readonly TextNote[]> {
  return async (file, text) => {
    if (textKindOf(file) !== 'article') return [];
    return reader().read((catalog) => {
      const at = now();
      const parsed = parseArticle({ file, text }, catalog.site(), 'full', yearsAt(at));
      const { article, body, links } = parsed;
      if (article === null || body === null) return [];
      const { plainText, bodyHtml } = body;
      const isPublic = visibilityAt(article, at) === 'live';
      const story = { article, plainText, bodyHtml, links, isPublic };
      return lintStory(story, asksOf(catalog.of(article.edition ?? OWN_EDITION), article, at), at).map(
        ({ level, text: said }) => ({
          tone: level,
          text: said,
        }),
      );
    });
  };
}

function asksOf(catalog: Catalog, { id, file }: ArticleRecord, now: number): LintAsks {
  return {
    pictureSize: (src) => catalog.picture(src),
    hasProfile: (slug) => catalog.authorProfile(slug, now) !== null,
    leadsSomewhere: (link) => leads(catalog, link, file, now),
    sameHeadline: (title) =>
      catalog
        .list({ kind: 'all' }, { now, limit: NEWEST, offset: 0 })
        .find((teaser) => teaser.title === title && teaser.id !== id)?.title ?? null,
  };
}

/** Of paths that name no story or page, such as those of sections, nothing is known here. */
function leads(catalog: Catalog, { to }: PlacedLink, file: string, now: number): boolean {
  if (!to.startsWith('/')) return catalog.linkedFile(to, file, now).kind !== 'unknown';
  if (!isArticlePath(to)) return true;
  return ['article', 'moved'].includes(catalog.resolve(to, now).kind);
}
