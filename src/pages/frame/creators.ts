import type { Article } from '../../domain/article.ts';
import { fediverseAmong } from '../../domain/machines/fediverse-address.ts';
import { authorProfileKey } from '../../domain/surrogate-keys.ts';
import type { PageContext } from '../parts/page-context.ts';
import { isNewsroom } from './newsroom.ts';

/**
 * The accounts of the Fediverse, as `@user@host` and each once, to which a link to an article leads on Mastodon
 * (docs.joinmastodon.org, “Author attribution”; it shows the first one, if that account names this site): those of its authors, and
 * the newsroom's where nobody else signs it.
 */
export function buildCreators(
  { site, catalog, uses, now }: PageContext,
  { authors }: Pick<Article, 'authors'>,
): readonly string[] {
  const own = fediverseAmong(site.publisher.sameAs.map((url) => ({ url })));
  const found = authors.map(({ name, slug }) => {
    uses(authorProfileKey(slug));
    return catalog.authorProfile(slug, now)?.fediverse ?? (isNewsroom(name, site) ? own : null);
  });
  const accounts = authors.length === 0 ? [own] : found;
  return [...new Set(accounts.filter((account) => account !== null))];
}
