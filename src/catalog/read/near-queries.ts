import type { DatabaseSync } from 'node:sqlite';
import { isFrontFile, nearAddress } from '../../domain/addresses/near-address.ts';
import { isReservedPath } from '../../domain/addresses/reserved-path.ts';
import { articleKey, pageOwner } from '../../domain/surrogate-keys.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';

/** Where an address leads that is nobody's and yet near to one that is somebody's. */
export type NearResolution = { readonly kind: 'moved'; readonly path: string } | { readonly kind: 'unknown' };

/** The query about addresses that are written a little otherwise. Times are milliseconds since 1970. */
export interface NearQueries {
  /**
   * The article or standing page that alone answers to an address which differs from the path only by underscores, dots,
   * doubled hyphens, capitals, the extension of a page or `index`: its own address, a former one or an alias. `unknown`
   * where there is none, where there are two, and where something stands at the path itself. `/index.html` is the front page.
   */
  resolveNear(path: string, now: number): NearResolution;
}

const UNKNOWN: NearResolution = { kind: 'unknown' };

/** Prepares the query; each call is a few look-ups by index, meant for the way to a 404. */
export function nearQueries(database: DatabaseSync, ownerOf: (path: string) => string | null): NearQueries {
  const named = database.prepare(
    `SELECT path FROM article WHERE path = :near AND ${VISIBLE}
     UNION SELECT path FROM standing_page WHERE path = :near AND is_draft = 0
     UNION SELECT article.path FROM article_alias AS alias JOIN article ON article.key = alias.article_key
       WHERE alias.path = :near AND ${VISIBLE}
     UNION SELECT article.path FROM article_alias AS alias JOIN article ON article.key = alias.article_key
       WHERE alias.near = :near AND ${VISIBLE}
     LIMIT 3`,
  );
  const byId = database.prepare(`SELECT path FROM article WHERE id = :id AND ${VISIBLE}`);
  const pageByFile = database.prepare('SELECT path FROM standing_page WHERE file = ? AND is_draft = 0');
  const pageByPath = database.prepare('SELECT path FROM standing_page WHERE path = ? AND is_draft = 0');

  const ownedBy = (owner: string | null, now: number) => {
    if (owner?.startsWith(ARTICLE) === true) return byId.get({ id: owner.slice(ARTICLE.length), now });
    return owner?.startsWith(PAGE) === true ? pageByFile.get(owner.slice(PAGE.length)) : undefined;
  };

  return {
    resolveNear(path, now) {
      const near = isReservedPath(path) ? null : nearAddress(path);
      if (isFrontFile(path)) return { kind: 'moved', path: '/' };
      if (near === null || pageByPath.get(path) !== undefined) return UNKNOWN;
      const owned = ownedBy(ownerOf(near), now);
      const rows = [...named.all({ near, now }), ...(owned === undefined ? [] : [owned])];
      const [found, ...others] = new Set(rows.map((row) => requiredText(row, 'path')));
      return found === undefined || found === path || others.length > 0
        ? UNKNOWN
        : { kind: 'moved', path: found };
    },
  };
}

const ARTICLE = articleKey('');
const PAGE = pageOwner('');
