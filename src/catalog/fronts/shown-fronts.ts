import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { editionKey, siteEditions } from '../../domain/edition.ts';
import { frontIn, HOME_FRONT, SECTION_LIST, splitFront } from '../../domain/front.ts';
import { FRONT_KEY, pictureKey, sectionFrontKey } from '../../domain/surrogate-keys.ts';
import { catalogSettings } from '../sqlite/settings.ts';
import type { PicturesStored } from '../store/picture-store.ts';
import type { Teaser } from '../store/teaser.ts';
import { forgetPlace, frontMemory } from './front-memory.ts';
import { type ChangedPlace, concerns, type Placed } from './front-notes.ts';
import { frontChooser } from './front-queries.ts';
import { nameChecker } from './front-stories.ts';
import type { ResolvedFront } from './resolved-front.ts';

/** What happened that a front may show. */
export interface FrontChanges {
  /** Articles that came, went or look different on lists. */
  readonly rows: readonly ChangedPlace[];
  /** Fronts that are chosen anew whatever was changed; null for all of them. */
  readonly names: ReadonlySet<string> | null;
}

/** Tells which fronts differ from what was last told of them. Times are milliseconds since 1970. */
export interface ShownFronts {
  /** Notes what fronts show at a moment, unless that is known. */
  begin(now: number): void;
  /** Takes an article as it was or is, which is stored otherwise from now on. */
  changed(row: ChangedPlace): void;
  /** The names of the fronts that show something else now than what is noted, which is noted from then on. */
  differing(changes: FrontChanges, now: number): readonly string[];
  /**
   * Has pictures stored, and adds the surrogate keys of the fronts that show something else for it: one that did not ask for a
   * picture when its page was made has no key of it.
   */
  pictured(store: () => PicturesStored, now: number): PicturesStored;
}

/** The surrogate key of the front of this name, with its edition: see frontIn. */
export function frontKeyOf(full: string): string {
  const { edition, name } = splitFront(full);
  return editionKey(edition, name === HOME_FRONT ? FRONT_KEY : sectionFrontKey(name));
}

/**
 * Prepares it for the one writer. What was last told is remembered with what decides it: so a publish that touches nothing of that
 * costs nothing, whatever the number of articles. `site` is null in an empty catalog.
 */
export function shownFronts(database: DatabaseSync, site: () => Site | null): ShownFronts {
  const memory = frontMemory(database);
  const settings = catalogSettings(database);
  const choose = frontChooser(database, site, memory);
  const namesOthers = nameChecker(database);
  const counted = database.prepare(
    "SELECT count FROM tally WHERE edition = ? AND kind = 'section' AND slug = ?",
  );
  const names = (): string[] => {
    const known = site();
    const own = [HOME_FRONT, ...(known?.sections ?? []).map(({ slug }) => slug)];
    return siteEditions(known ?? {}).flatMap((edition) => own.map((name) => frontIn(edition, name)));
  };

  /** Beside what it shows, the front of a section links to the other pages of its list. */
  const pagesOf = (full: string): number => {
    const { edition, name } = splitFront(full);
    return name === HOME_FRONT
      ? 1
      : Math.ceil(Number(counted.get(edition, name)?.['count'] ?? 0) / SECTION_LIST);
  };
  const note = (name: string, now: number): string => {
    const { front, notes } = choose(name, now);
    const shown = `${pagesOf(name)} ${asSeen(front)}`;
    memory.fronts.set(name, { shown, notes });
    return shown;
  };
  const hasOtherPages = (name: string, shown: string, rows: readonly Placed[]): boolean =>
    rows.some((row) => row.section !== null && frontIn(row.edition, row.section) === name) &&
    !shown.startsWith(`${pagesOf(name)} `);

  const begin = (now: number): void => {
    frontMemory(database);
    if (memory.fronts.size === 0) for (const name of names()) note(name, now);
  };

  return {
    begin,
    changed: (row) => forgetPlace(memory, row),
    differing({ rows, names: asked }, now) {
      const others = [...memory.fronts].filter(([, { notes }]) => namesOthers(notes.articles, now));
      if (rows.length === 0 && asked?.size === 0 && others.length === 0) return [];
      const renamed = new Set(others.map(([name]) => name));
      const there = new Set(names());
      for (const name of memory.fronts.keys()) if (!there.has(name)) memory.fronts.delete(name);
      return [...there].filter((name) => {
        const before = memory.fronts.get(name);
        const isSame =
          before !== undefined &&
          asked !== null &&
          !asked.has(name) &&
          !renamed.has(name) &&
          !rows.some((row) => concerns(before.notes, row)) &&
          !hasOtherPages(name, before.shown, rows);
        return !isSame && note(name, now) !== before?.shown;
      });
    },
    pictured(store, now) {
      // What the clock has brought since it was last told is still to be told.
      const told = Math.min(now, Number(settings.get('clock') ?? now));
      begin(told);
      const stored = store();
      if (stored.keys.size === 0) return stored;
      const { keys } = stored;
      for (const src of memory.pictures.keys()) if (keys.has(pictureKey(src))) memory.pictures.delete(src);
      const differing = [...memory.fronts].filter(
        ([name, { shown, notes }]) =>
          notes.pictures.some((src) => keys.has(pictureKey(src))) && note(name, told) !== shown,
      );
      return { ...stored, keys: new Set([...keys, ...differing.map(([name]) => frontKeyOf(name))]) };
    },
  };
}

/** What readers see of a front, as text. */
function asSeen({ lead, hanging, seconds, latest, blocks }: ResolvedFront): string {
  const list = (teasers: readonly Teaser[]): string => teasers.map(teaserAsSeen).join();
  const parts = blocks.map(
    ({ source, title, layout, teasers }) => `${JSON.stringify([source, title, layout])}${list(teasers)}`,
  );
  return [list(lead === null ? [] : [lead]), list(hanging), list(seconds), list(latest), ...parts].join('\n');
}

const seen = new WeakMap<Teaser, string>();

/** What readers see of a teaser: no excerpt, which is for machines. */
function teaserAsSeen(teaser: Teaser): string {
  let text = seen.get(teaser);
  if (text === undefined) {
    text = JSON.stringify({ ...teaser, excerpt: null });
    seen.set(teaser, text);
  }
  return text;
}
