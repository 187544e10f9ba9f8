import { type ZodType, z } from 'zod';
import type { SourceData } from './located-data.ts';

/** Where a reader says what is wrong with a value. */
export type Refusals = Pick<z.RefinementCtx, 'addIssue'>;

/** Reads a value of the usual form as its schema would; UNUSUAL for any other form. */
export type DirectReader<Value> = (data: SourceData, refusals: Refusals) => Value | typeof UNUSUAL;

export const UNUSUAL = Symbol('unusual');

const readers = new WeakMap<ZodType, DirectReader<unknown>>();

/**
 * Gives a schema a reader for the form that nearly all values have, which spares the way through Zod. The
 * schema stays the judge of all else, and tells what is wrong. Returns the schema.
 */
export function withDirectReader<Schema extends ZodType>(
  schema: Schema,
  read: DirectReader<z.output<Schema>>,
): Schema {
  readers.set(schema, read);
  return schema;
}

/** A text that `read` turns into the value of the field. */
export function stringField<Value>(read: (written: string, refusals: Refusals) => Value) {
  return withDirectReader(z.string().transform(read), (data, refusals) =>
    typeof data === 'string' ? (read(data, refusals) as Awaited<Value>) : UNUSUAL,
  );
}

/** The reader of a schema, also of one that was made optional or described since; else null. */
export function directReaderOf(schema: ZodType): DirectReader<unknown> | null {
  const reader = readers.get(schema);
  if (reader !== undefined) return reader;
  return schema instanceof z.ZodOptional ? directReaderOf(schema.unwrap() as ZodType) : null;
}

/** What a reader makes of a value; UNUSUAL as well where it refuses it, so that the schema tells why. */
export function readDirectly(reader: DirectReader<unknown>, data: SourceData): unknown {
  let isRefused = false;
  const value = reader(data, {
    addIssue: () => {
      isRefused = true;
    },
  });
  return isRefused ? UNUSUAL : value;
}
