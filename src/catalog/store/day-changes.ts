import { dayKeys, isDayAlone } from '../../domain/days/day-keys.ts';
import { type CatalogSettings, raiseVersion, siteReader } from '../sqlite/settings.ts';

/** Prepares the question which pages say their times otherwise at `now` than at `since`, by the site's calendar; gives their keys. */
export function dayChanges(
  settings: Pick<CatalogSettings, 'get'>,
): (since: number, now: number) => readonly string[] {
  const readSite = siteReader(settings);
  return (since, now) => {
    const site = readSite();
    return site === null ? [] : dayKeys(since, now, site);
  };
}

/** Notes that the pages with these keys changed; none where there is no key. Documents have no date of it where it is another day alone. */
export function raiseFor(
  keys: ReadonlySet<string>,
  settings: Pick<CatalogSettings, 'get' | 'put'>,
  now: number,
): void {
  if (keys.size > 0) raiseVersion(settings, isDayAlone(keys) ? null : now);
}
