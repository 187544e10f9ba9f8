import type { ZodObject, ZodType, z } from 'zod';
import { describeIssue } from './describe-issue.ts';
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
  for (const [key, field] of Object.entries<ZodType>(schema.shape)) {
    const written = data[key];
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
