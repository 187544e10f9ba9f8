import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import type { SharedBatch } from '../../catalog/page-views/share-store.ts';

/** What an entry of the stream of page views says: what a machine counted, or which stories it found to be read most. */
export type StreamEntry =
  | { readonly kind: 'counts'; readonly batch: SharedBatch }
  | { readonly kind: 'list'; readonly machine: string; readonly ids: readonly string[] };

/** Fields of an entry, as Redis keeps them: texts by short names. */
export type EntryFields = Readonly<Record<string, string>>;

/** A batch of 20,000 articles is smaller; what unpacks to more is none of ours. In bytes. */
const MOST_BYTES = 8_000_000;

const id = z.string().min(1).max(2_000);
const counts = z.array(z.tuple([id, z.number().positive().max(1e9)])).max(20_000);
const list = z.array(id).max(2_000);
const whole = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const countsFields = z.object({ m: id, n: whole, a: whole, c: z.string() });
const listFields = z.object({ m: id, l: z.string() });

/** Writes a batch with its age when it is sent, so that no machine’s clock has to be right. `now` is in milliseconds since 1970. */
export function writeCounts({ machine, number, at, counts: read }: SharedBatch, now: number): EntryFields {
  const packed = zstdCompressSync(JSON.stringify(read)).toString('base64');
  return { m: machine, n: String(number), a: String(Math.max(0, Math.round(now - at))), c: packed };
}

/** Writes which stories are read most, those of each edition in order. */
export const writeList = (machine: string, ids: readonly string[]): EntryFields => ({
  m: machine,
  l: JSON.stringify(ids),
});

/**
 * Reads an entry by its name, which begins with the milliseconds since 1970 of the store’s clock. Moments are never later
 * than `now`. Null for an entry that is none of ours, such as one of a later version.
 */
export function readEntry(name: string, fields: EntryFields, now: number): StreamEntry | null {
  try {
    const given = countsFields.safeParse(fields);
    if (given.success) {
      const { m, n, a, c } = given.data;
      const text = zstdDecompressSync(Buffer.from(c, 'base64'), { maxOutputLength: MOST_BYTES }).toString();
      const at = Math.min(Number.parseInt(name, 10), now) - a;
      return { kind: 'counts', batch: { machine: m, number: n, at, counts: counts.parse(JSON.parse(text)) } };
    }
    const { m, l } = listFields.parse(fields);
    return { kind: 'list', machine: m, ids: list.parse(JSON.parse(l)) };
  } catch {
    return null;
  }
}
