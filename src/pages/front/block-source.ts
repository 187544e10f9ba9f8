import { ARTICLE_TYPES, type ArticleType } from '../../domain/article.ts';
import type { BlockSource } from '../../domain/front.ts';
import { ARCHIVE_PATH, LIST_PATHS } from '../../domain/urls.ts';
import type { PageContext } from '../parts/page-context.ts';
import { typeLabel } from '../parts/teaser-view.ts';

/** What a block of a front is filled from: the name that readers know it by, and the page with more of it; null for none. */
export interface SourceView {
  readonly name: string | null;
  readonly url: string | null;
}

/** Names the source of a block; `title` is what stands above the block, for a source whose own name only the catalog knows. */
export function viewSource(context: PageContext, source: BlockSource, title: string | null): SourceView {
  switch (source.kind) {
    case 'newest':
      return { name: context.words.plain('stories-newest'), url: context.at(ARCHIVE_PATH) };
    case 'picked':
      return { name: null, url: null };
    case 'section':
      return {
        name: sectionName(context, source.slug) ?? title,
        url: context.at(LIST_PATHS.section(source.slug)),
      };
    case 'type':
      return viewType(context, source.slug);
    default:
      return { name: title, url: context.at(LIST_PATHS[source.kind](source.slug)) };
  }
}

/** Types have no page; a section of the same name is one. */
function viewType(context: PageContext, slug: string): SourceView {
  const name = isType(slug) ? typeLabel(slug, context.words) : null;
  return { name, url: sectionName(context, slug) === null ? null : context.at(LIST_PATHS.section(slug)) };
}

const sectionName = ({ site }: PageContext, slug: string): string | null =>
  site.sections.find((section) => section.slug === slug)?.name ?? null;

const isType = (slug: string): slug is ArticleType => (ARTICLE_TYPES as readonly string[]).includes(slug);
