import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import { FEED_FORMATS, type FeedFormat } from '../../domain/feed-formats.ts';
import { editionPath, OWN_EDITION } from '../../domain/edition.ts';
import { CORRECTIONS_KEY, FEED_KEY, listKeys, SITE_KEY } from '../../domain/surrogate-keys.ts';
import { type FeedScope, feedPath } from '../../feeds/feed-model.ts';
import type { CausedChange } from '../../ingest/publish/writer.ts';
import type { PublishNews } from '../../notify/describe-publish.ts';
import type { PublishCause } from '../../telemetry/machine-report.ts';

const FORMATS = Object.keys(FEED_FORMATS) as FeedFormat[];

/** What others are told of a publish: drafts and renamed files that readers see nothing of are left out. */
export function publishNews({ version, keys, changes, cause }: CausedChange): PublishNews {
  const seen = changes.filter(isSeen);
  return { version, changes: seen, keys, feeds: feedsOf(keys, seen), cause: sharedCause(cause) };
}

/** A push and a moment are the same on every machine that publishes them; files and the rest come to each in its own way. */
function sharedCause({ way, at, commit }: PublishCause): string | null {
  if (way === 'clock') return `clock ${at}`;
  return way === 'git' && commit !== undefined ? `git ${commit}` : null;
}

function isSeen({ change, fields, previousPath, wasPublic, isPublic }: ArticleChange): boolean {
  const isRenamedFile = change === 'moved' && previousPath === null && fields.length === 0;
  return (wasPublic || isPublic) && !(isRenamedFile && wasPublic && isPublic);
}

/**
 * The paths of all feeds that differ, in each format and edition. A list's key is told when stories come to it or go; a
 * story whose text alone differs is whole in the feeds of its own lists. Of every article read again for
 * site.yaml the key of the site is told, and no other.
 */
function feedsOf(keys: ReadonlySet<string>, changes: readonly ArticleChange[]): string[] {
  const hasStories = changes.some(({ id }) => id !== null);
  const lists = new Set([
    ...keys,
    ...changes.flatMap(({ placement }) => (placement === null ? [] : listKeys(placement))),
  ]);
  const told = [...lists].flatMap(feedOfKey);
  if (keys.has(SITE_KEY) && hasStories) {
    const editions = new Set([OWN_EDITION, ...changes.flatMap(({ placement }) => placement?.edition ?? [])]);
    for (const edition of editions)
      for (const kind of ['all', 'corrections'] as const) told.unshift({ edition, scope: { kind } });
  }
  const paths = told.flatMap(({ edition, scope }) =>
    FORMATS.map((format) => editionPath(edition, feedPath(scope, format))),
  );
  return [...new Set(paths)];
}

/** The feed of a surrogate key; none of a key that is another page's. */
function feedOfKey(written: string): { readonly edition: string; readonly scope: FeedScope }[] {
  const [, edition = OWN_EDITION, key = ''] = /^(?:([a-z][a-z0-9-]*)\/)?(.*)$/s.exec(written) ?? [];
  if (key === FEED_KEY) return [{ edition, scope: { kind: 'all' } }];
  if (key === CORRECTIONS_KEY) return [{ edition, scope: { kind: 'corrections' } }];
  const [, kind, slug] = /^(section|topic|author):(.+)$/.exec(key) ?? [];
  if (slug === undefined || (kind !== 'section' && kind !== 'topic' && kind !== 'author')) return [];
  return [{ edition, scope: { kind, slug } }];
}
