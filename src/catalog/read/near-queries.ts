import type { DatabaseSync } from 'node:sqlite';
import { foreignLists } from '../../domain/addresses/foreign-lists.ts';
import { isFrontFile, nearAddress, withoutPageExtension } from '../../domain/addresses/near-address.ts';
import { isReservedPath } from '../../domain/addresses/reserved-path.ts';
import { editionPath, splitEdition } from '../../domain/edition.ts';
import { articleKey, pageOwner } from '../../domain/surrogate-keys.ts';
import { requiredText } from '../sqlite/columns.ts';
import { catalogSettings, siteReader } from '../sqlite/settings.ts';
import { VISIBLE } from '../store/visible.ts';
import type { ListAddressQueries } from './list-addresses.ts';

/** Where an address leads that is nobody's and yet near to one that is somebody's. */
export type NearResolution = { readonly kind: 'moved'; readonly path: string } | { readonly kind: 'unknown' };

/** The query about addresses that are written a little otherwise. Times are milliseconds since 1970. */
export interface NearQueries {
  /**
   * The article or standing page that alone answers to an address which differs from the path only by underscores, dots,
   * doubled hyphens, capitals, the extension of a page or `index`: its own address, a former one or an alias; an address
   * made by a pattern of site.yaml where none of these is near. Else the list that other systems have at such an address.
   * `unknown` where there is none, where there are two, and where something stands at the path itself. `/index.html` is
   * the front page.
   */
  resolveNear(path: string, now: number): NearResolution;
}

const UNKNOWN: NearResolution = { kind: 'unknown' };

export interface NearDeps extends ListAddressQueries {
  /** Whose URL a path is or was, by the permalink ledger. */
  readonly ownerOf: (path: string) => string | null;
}

/** Prepares the query; each call is a few look-ups by index, meant for the way to a 404. */
export function nearQueries(database: DatabaseSync, { ownerOf, hasListAt }: NearDeps): NearQueries {
  const site = siteReader(catalogSettings(database));
  // Two of the first rank are ambiguous, whatever comes behind them.
  const named = database.prepare(
    `SELECT path, 0 AS rank FROM article WHERE path = :near AND ${VISIBLE}
     UNION SELECT path, 0 FROM standing_page WHERE path = :near AND is_draft = 0
     UNION SELECT article.path, alias.rank FROM article_alias AS alias JOIN article ON article.key = alias.article_key
       WHERE alias.path = :near AND ${VISIBLE}
     UNION SELECT article.path, alias.rank FROM article_alias AS alias JOIN article ON article.key = alias.article_key
       WHERE alias.near = :near AND ${VISIBLE}
     ORDER BY rank LIMIT 2`,
  );
  const byId = database.prepare(`SELECT path FROM article WHERE id = :id AND ${VISIBLE}`);
  const pageByFile = database.prepare('SELECT path FROM standing_page WHERE file = ? AND is_draft = 0');
  const pageByPath = database.prepare('SELECT path FROM standing_page WHERE path = ? AND is_draft = 0');

  const ownedBy = (owner: string | null, now: number) => {
    if (owner?.startsWith(ARTICLE) === true) return byId.get({ id: owner.slice(ARTICLE.length), now });
    return owner?.startsWith(PAGE) === true ? pageByFile.get(owner.slice(PAGE.length)) : undefined;
  };
  /** The paths that answer to a near address, of the strongest kind that any has. */
  const answering = (path: string, near: string, now: number): readonly string[] => {
    // A former address may end in `index`, which is no part of what is near.
    const owned = ownedBy(ownerOf(near) ?? ownerOf(withoutPageExtension(path)), now);
    const rows = named.all({ near, now });
    if (owned !== undefined) rows.unshift({ ...owned, rank: 0 });
    const strongest = Math.min(...rows.map(({ rank }) => Number(rank)));
    const found = rows.filter(({ rank }) => Number(rank) === strongest);
    return [...new Set(found.map((row) => requiredText(row, 'path')))];
  };

  return {
    resolveNear(path, now) {
      const { edition, path: below } = splitEdition(path, site() ?? {});
      if (isFrontFile(below)) return { kind: 'moved', path: editionPath(edition, '/') };
      if (isReservedPath(path) || pageByPath.get(path) !== undefined) return UNKNOWN;
      const near = nearAddress(path);
      const found = near === null ? [] : answering(path, near, now);
      const [to] =
        found.length > 0
          ? found
          : foreignLists(below)
              .map((list) => editionPath(edition, list))
              .filter((list) => hasListAt(list, now) === true);
      return to === undefined || to === path || found.length > 1 ? UNKNOWN : { kind: 'moved', path: to };
    },
  };
}

const ARTICLE = articleKey('');
const PAGE = pageOwner('');
