import type { DatabaseSync } from 'node:sqlite';
import { rollbackCount } from '../sqlite/transaction.ts';
import type { Teaser } from '../store/teaser.ts';
import { type ChangedPlace, type EditionScope, type FrontNotes, isWithin } from './front-notes.ts';

/** What a front shows as it was last told, as text, and what it was chosen from. */
export interface ShownFront {
  readonly shown: string;
  readonly notes: FrontNotes;
}

/** How a list of stories begins; as much of it as was read. */
export interface KnownWindow {
  readonly scope: EditionScope;
  readonly places: { readonly id: string; readonly publishedMs: number }[];
  /** Whether that is all of it. */
  isWhole: boolean;
}

/** What the one writer of a catalog remembers from publish to publish, so that it reads little of it again. */
export interface FrontMemory {
  /** By name. */
  readonly fronts: Map<string, ShownFront>;
  /** By id: the teasers of articles as they are stored. */
  readonly teasers: Map<string, Teaser>;
  /** By scope, as one text. */
  readonly windows: Map<string, KnownWindow>;
  /** By src: whether pictures can be shown. */
  readonly pictures: Map<string, boolean>;
}

/** More than the fronts of any site look at. */
const MOST = 5_000;

const memories = new WeakMap<DatabaseSync, FrontMemory & { rollbacks: number }>();

/** The memory of whoever writes to this database; empty again once a transaction was undone. */
export function frontMemory(database: DatabaseSync): FrontMemory {
  const rollbacks = rollbackCount(database);
  const memory = memories.get(database) ?? {
    fronts: new Map(),
    teasers: new Map(),
    pictures: new Map(),
    windows: new Map(),
    rollbacks,
  };
  memories.set(database, memory);
  const { fronts, teasers, pictures, windows } = memory;
  const isUndone = memory.rollbacks !== rollbacks;
  if (isUndone) {
    fronts.clear();
    memory.rollbacks = rollbacks;
  }
  if (isUndone || windows.size > MOST) windows.clear();
  if (isUndone || teasers.size > MOST) teasers.clear();
  if (isUndone || pictures.size > MOST) pictures.clear();
  return memory;
}

/** Forgets what is another once an article is stored otherwise that was, or is, at this place. */
export function forgetPlace({ teasers, windows }: FrontMemory, row: ChangedPlace): void {
  teasers.delete(row.id);
  for (const [key, { scope, places, isWhole }] of windows) {
    const last = isWhole || scope.kind === 'series' ? undefined : places.at(-1);
    if (isWithin({ ...scope, fromMs: last?.publishedMs ?? null }, row)) windows.delete(key);
  }
}
