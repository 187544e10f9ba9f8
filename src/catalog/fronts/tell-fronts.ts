import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { HOME_FRONT } from '../../domain/front.ts';
import { BANNER_KEY, LLMS_KEY, LLMS_SHOWN, NEWEST_KEY, NEWEST_SHOWN } from '../../domain/surrogate-keys.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';
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
  const { banner } = frontQueries(database, () => site() ?? { sections: [] });
  const ending = database.prepare('SELECT name FROM front_event WHERE at_ms > ? AND at_ms <= ?');
  const unpinned = database.prepare('SELECT 1 FROM top_story WHERE until_ms > ? AND until_ms <= ?');
  const place = database.prepare(
    `SELECT published_ms FROM article WHERE ${VISIBLE} ORDER BY published_ms DESC, id DESC LIMIT 1 OFFSET :place`,
  );
  let rows: ChangedPlace[] = [];
  let excerpts: ChangedPlace[] = [];
  let asked: Set<string> | null = new Set();
  let bannerBefore = 'null';

  /** Whether any of these articles is, or was until now, among the newest; where it was, an older one took its place. */
  const isAmongNewest = (some: readonly Placed[], count: number, now: number): boolean => {
    if (some.length === 0) return false;
    const last = place.get({ place: count - 1, now });
    return last === undefined || some.some(({ publishedMs }) => publishedMs >= Number(last['published_ms']));
  };

  const endedBetween = (since: number, now: number): string[] => {
    const [from, to] = [Math.min(since, now), Math.max(since, now)];
    const names = ending.all(from, to).map((row) => requiredText(row, 'name'));
    return unpinned.get(from, to) === undefined ? names : [...names, HOME_FRONT];
  };

  return {
    begin(before) {
      rows = [];
      excerpts = [];
      asked = new Set();
      bannerBefore = JSON.stringify(banner(before));
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
      if (JSON.stringify(banner(now)) !== bannerBefore) keys.push(BANNER_KEY);
      if (isAmongNewest(rows, NEWEST_SHOWN, now)) keys.push(NEWEST_KEY);
      if (isAmongNewest([...rows, ...excerpts], LLMS_SHOWN, now)) keys.push(LLMS_KEY);
      return keys;
    },
  };
}
