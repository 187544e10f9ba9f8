import type { ZodObject, ZodType, z } from 'zod';
import { describeIssue } from './describe-issue.ts';
import { type DirectReader, directReaderOf, readDirectly, UNUSUAL } from './direct-reader.ts';
import { isSourceMap, type LocatedData, type SourceMap } from './located-data.ts';
import type { ProblemLog } from '../problem-log.ts';

/**
 * Reads a map field by field, so that one wrong field hides no other: returns the fields that are
 * right and logs an error for each fault. Keys outside the schema are the caller's business.
 */
export function readFields<Schema extends ZodObject>(
  schema: Schema,
  located: LocatedData,
  log: ProblemLog,
): Partial<z.output<Schema>> {
  const data: SourceMap = isSourceMap(located.data) ? located.data : {};
  const values: Record<string, unknown> = {};
  for (const { key, field, reader, mayBeAbsent } of fieldsOf(schema)) {
    const written = data[key];
    if (mayBeAbsent && written === undefined) continue;
    const value = reader === null || written === undefined ? UNUSUAL : readDirectly(reader, written);
    if (value !== UNUSUAL) {
      values[key] = value;
      continue;
    }
    const result = field.safeParse(written);
    if (result.success) {
      if (result.data !== undefined) values[key] = result.data;
      continue;
    }
    for (const issue of result.error.issues) {
      const path = [key, ...(issue.path as (string | number)[])];
      const place = located.at(path);
      log.error(describeIssue(issue, path, data), place.value);
    }
  }
  return values as Partial<z.output<Schema>>;
}

interface Field {
  readonly key: string;
  readonly field: ZodType;
  readonly reader: DirectReader<unknown> | null;
  /** Whether it makes nothing of nothing. */
  readonly mayBeAbsent: boolean;
}

const known = new WeakMap<ZodObject, readonly Field[]>();

function fieldsOf(schema: ZodObject): readonly Field[] {
  let fields = known.get(schema);
  if (fields === undefined) {
    fields = Object.entries(schema.shape as Record<string, ZodType>).map(([key, field]) => {
      const { success, data } = field.safeParse(undefined);
      return { key, field, reader: directReaderOf(field), mayBeAbsent: success && data === undefined };
    });
    known.set(schema, fields);
  }
  return fields;
}
