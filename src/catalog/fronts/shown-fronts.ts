import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { HOME_FRONT, SECTION_LIST } from '../../domain/front.ts';
import { requiredText } from '../sqlite/columns.ts';
import { frontChooser } from './front-queries.ts';
import { concerns, type FrontNotes, type Placed } from './front-notes.ts';
import type { ResolvedFront } from './resolved-front.ts';

/** What happened that a front may show. */
export interface FrontChanges {
  /** Articles as they were or are now, that came, went or look different on lists. */
  readonly rows: readonly Placed[];
  /** Fronts that are chosen anew whatever was changed; null for all of them. */
  readonly names: ReadonlySet<string> | null;
}

/** Tells which fronts differ from what was last told of them, within the transaction of a publish. Times are ms since 1970. */
export interface ShownFronts {
  /** Notes what fronts show at a moment of which nothing is noted. */
  begin(now: number): void;
  /** The names of the fronts that show something else now than what is noted, which is noted from then on. */
  differing(changes: FrontChanges, now: number): readonly string[];
  /** Notes anew the fronts that depend on these pictures, which are told by the pictures' own keys. */
  pictured(srcs: ReadonlySet<string>, now: number): void;
}

/**
 * Prepares it. What was last told is kept in the catalog, as a digest with what decides it: so a publish that touches nothing of
 * that costs a look at some rows, whatever the number of articles. `site` is null in an empty catalog.
 */
export function shownFronts(database: DatabaseSync, site: () => Site | null): ShownFronts {
  const choose = frontChooser(database, () => site() ?? { sections: [] });
  const all = database.prepare('SELECT name, digest, notes FROM front_shown');
  const put = database.prepare('INSERT OR REPLACE INTO front_shown (name, digest, notes) VALUES (?, ?, ?)');
  const drop = database.prepare('DELETE FROM front_shown WHERE name = ?');
  const counted = database.prepare("SELECT count FROM tally WHERE kind = 'section' AND slug = ?");
  const parsed = new Map<string, { readonly json: string; readonly notes: FrontNotes }>();

  const notesOf = (name: string, json: string): FrontNotes => {
    let known = parsed.get(name);
    if (known?.json !== json) {
      known = { json, notes: JSON.parse(json) as FrontNotes };
      parsed.set(name, known);
    }
    return known.notes;
  };
  const names = (): string[] => [HOME_FRONT, ...(site()?.sections ?? []).map(({ slug }) => slug)];
  const stored = () =>
    new Map(
      all.all().map((row) => {
        const name = requiredText(row, 'name');
        return [
          name,
          { digest: requiredText(row, 'digest'), notes: notesOf(name, requiredText(row, 'notes')) },
        ];
      }),
    );
  /** Beside what it shows, the front of a section links to the other pages of its list. */
  const pagesOf = (name: string): number =>
    name === HOME_FRONT ? 1 : Math.ceil(Number(counted.get(name)?.['count'] ?? 0) / SECTION_LIST);
  const note = (name: string, now: number): string => {
    const { front, notes } = choose(name, now);
    const digest = hash('sha1', `${pagesOf(name)} ${asSeen(front)}`, 'base64url');
    put.run(name, digest, JSON.stringify(notes));
    return digest;
  };

  return {
    begin(now) {
      const known = stored();
      for (const name of names()) if (!known.has(name)) note(name, now);
    },
    differing({ rows, names: asked }, now) {
      if (rows.length === 0 && asked?.size === 0) return [];
      const known = stored();
      const there = new Set(names());
      for (const name of known.keys()) if (!there.has(name)) drop.run(name);
      return [...there].filter((name) => {
        const before = known.get(name);
        const isAsked = before === undefined || asked === null || asked.has(name);
        if (!isAsked && !rows.some((row) => row.section === name || concerns(before.notes, row)))
          return false;
        return note(name, now) !== before?.digest;
      });
    },
    pictured(srcs, now) {
      for (const [name, { notes }] of stored()) {
        if (notes.pictures.some((src) => srcs.has(src))) note(name, now);
      }
    },
  };
}

/** What readers see of it: no excerpts, which are for machines. */
const asSeen = ({ pictures: _, ...front }: ResolvedFront): string =>
  JSON.stringify(front, (key, value: unknown) => (key === 'excerpt' ? undefined : value));
