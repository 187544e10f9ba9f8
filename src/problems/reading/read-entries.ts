import type { ZodObject, z } from 'zod';
import { type DataPath, isSourceMap, type LocatedData, type SourceData, valueAt } from './located-data.ts';
import { createProblemLog, type ProblemLog } from '../problem-log.ts';
import { readFields } from './read-fields.ts';
import { reportUnknownKeys } from './report-unknown-keys.ts';

export interface Entry<Schema extends ZodObject> {
  readonly path: DataPath;
  readonly fields: Partial<z.output<Schema>>;
  /** Where the entry begins. */
  readonly located: LocatedData;
}

/** The part of located data that lies at `path`. */
export function narrow(located: LocatedData, path: DataPath): LocatedData {
  return {
    data: valueAt(located.data, path),
    at: (inner) => located.at([...path, ...inner]),
    has: (inner) => located.has([...path, ...inner]),
  };
}

/**
 * Reads a list of maps entry by entry: returns those without a fault and logs the faults of the
 * others, so that a broken entry drops only itself. `adapt` may turn another form into a map first.
 */
export function readEntries<Schema extends ZodObject>(
  list: readonly SourceData[],
  listed: LocatedData,
  schema: Schema,
  file: string,
  log: ProblemLog,
  adapt: (entry: SourceData) => SourceData = (entry) => entry,
): Entry<Schema>[] {
  const entries: Entry<Schema>[] = [];
  list.forEach((written, index) => {
    const path = [index];
    const part = narrow(listed, path);
    const located = { ...part, data: adapt(written) };
    const own = createProblemLog(file);
    if (!isSourceMap(located.data)) {
      own.error(
        {
          code: 'value-form',
          message: `Entry ${index + 1} is not a map of keys and values.`,
          hint: `Write it as "${Object.keys(schema.shape).join(': …, ')}: …".`,
        },
        located.at([]).value,
      );
    } else {
      const fields = readFields(schema, located, own);
      reportUnknownKeys(located, located.data, Object.keys(schema.shape), own);
      if (!own.hasErrors) entries.push({ path, fields, located });
    }
    log.add(own.list());
  });
  return entries;
}
