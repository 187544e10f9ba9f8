import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';
import { partOrder } from './series-order.ts';
import type { NamedKind } from './tally-entries.ts';
import { VISIBLE_PARTS, VISIBLE_UNDER_LABEL } from './visible.ts';

/** How readers of an edition see a topic, author or series written at `now`, in milliseconds since 1970; null where none shows. */
export type LabelNames = (edition: string) => (kind: NamedKind, slug: string, now: number) => string | null;

/** Prepares the question: a topic or author is spelt as its newest article has it, a series as its last part. */
export function labelNames(database: DatabaseSync): LabelNames {
  const label = database.prepare(`SELECT label.name ${VISIBLE_UNDER_LABEL} LIMIT 1`);
  const series = database.prepare(`SELECT place.name ${VISIBLE_PARTS} ${partOrder('DESC')} LIMIT 1`);
  return (edition) => (kind, slug, now) => {
    const place = { edition, slug, now };
    const row = kind === 'series' ? series.get(place) : label.get({ kind, ...place });
    return row === undefined ? null : requiredText(row, 'name');
  };
}
