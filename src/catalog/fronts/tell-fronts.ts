import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { editionKey, siteEditions } from '../../domain/edition.ts';
import { frontIn, HOME_FRONT } from '../../domain/front.ts';
import { BANNER_KEY, LLMS_KEY, LLMS_SHOWN, NEWEST_KEY, NEWEST_SHOWN } from '../../domain/surrogate-keys.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE_IN } from '../store/visible.ts';
import { frontQueries } from './front-queries.ts';
import type { ChangedPlace, Placed } from './front-notes.ts';
import { frontKeyOf, shownFronts } from './shown-fronts.ts';

/** Finds the keys of fronts, of the banner and of the newest stories for one publish after another. */
export interface FrontTeller {
  /** Begins with what readers saw until `before`, in milliseconds since 1970. */
  begin(before: number): void;
  /** Takes an article as it was or is now, which looks different on lists, or whose excerpt is another. */
  note(row: ChangedPlace, isOnlyExcerpt: boolean): void;
  /** Has fronts chosen anew: those of these names, or all of them. */
  choose(names: readonly string[] | 'all'): void;
  /** The keys of what differs at `now`, of what the clock brought since another moment as well. */
  end(since: number, now: number): readonly string[];
}

/** Prepares it; `site` is null in an empty catalog. */
export function frontTeller(database: DatabaseSync, site: () => Site | null): FrontTeller {
  const shown = shownFronts(database, site);
  const bannerIn = frontQueries(database, site);
  const ending = database.prepare('SELECT name FROM front_event WHERE at_ms > ? AND at_ms <= ?');
  const unpinned = database.prepare(
    'SELECT DISTINCT edition FROM top_story WHERE until_ms > ? AND until_ms <= ?',
  );
  const place = database.prepare(
    `SELECT published_ms FROM article WHERE ${VISIBLE_IN} ORDER BY published_ms DESC, id DESC LIMIT 1 OFFSET :place`,
  );
  let rows: ChangedPlace[] = [];
  let excerpts: ChangedPlace[] = [];
  let asked: Set<string> | null = new Set();
  let bannersBefore: readonly string[] = [];

  const editions = (): readonly string[] => siteEditions(site() ?? {});
  const bannersAt = (now: number): string[] =>
    editions().map((edition) => JSON.stringify(bannerIn(edition).banner(now)));

  /** Whether any of these articles is, or was until now, among the newest of an edition; where it was, an older one took its place. */
  const isAmongNewest = (edition: string, all: readonly Placed[], count: number, now: number): boolean => {
    const some = all.filter((row) => row.edition === edition);
    if (some.length === 0) return false;
    const last = place.get({ edition, place: count - 1, now });
    return last === undefined || some.some(({ publishedMs }) => publishedMs >= Number(last['published_ms']));
  };

  const endedBetween = (since: number, now: number): string[] => {
    const [from, to] = [Math.min(since, now), Math.max(since, now)];
    const names = ending.all(from, to).map((row) => requiredText(row, 'name'));
    const homes = unpinned.all(from, to).map((row) => frontIn(requiredText(row, 'edition'), HOME_FRONT));
    return [...names, ...homes];
  };

  return {
    begin(before) {
      rows = [];
      excerpts = [];
      asked = new Set();
      bannersBefore = bannersAt(before);
      shown.begin(before);
    },
    note(row, isOnlyExcerpt) {
      (isOnlyExcerpt ? excerpts : rows).push(row);
      shown.changed(row);
    },
    choose(names) {
      if (names === 'all') asked = null;
      else for (const name of names) asked?.add(name);
    },
    end(since, now) {
      for (const name of endedBetween(since, now)) asked?.add(name);
      const keys = shown.differing({ rows, names: asked }, now).map(frontKeyOf);
      const banners = bannersAt(now);
      editions().forEach((edition, nth) => {
        const tell = (key: string): void => void keys.push(editionKey(edition, key));
        if (banners[nth] !== bannersBefore[nth]) tell(BANNER_KEY);
        if (isAmongNewest(edition, rows, NEWEST_SHOWN, now)) tell(NEWEST_KEY);
        if (isAmongNewest(edition, [...rows, ...excerpts], LLMS_SHOWN, now)) tell(LLMS_KEY);
      });
      return keys;
    },
  };
}
