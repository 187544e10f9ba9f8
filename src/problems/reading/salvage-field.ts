import type { ZodType, z } from 'zod';
import { type DataPath, type SourceData, valueAt } from './located-data.ts';

/** A fault of a field, and what of the field had to go for it. */
export interface FieldFault {
  readonly issue: z.core.$ZodIssue;
  /** Where the fault is, below the field; empty for the field itself. */
  readonly path: DataPath;
  /** What was left out: the same, or the smallest part around it that is nothing without it. */
  readonly lost: DataPath;
}

export interface SalvagedField {
  /** The field's value without what was left out; undefined where nothing remains. */
  readonly value: unknown;
  readonly faults: readonly FieldFault[];
}

/** How often a field is read again without what could not be read; deeper is no field of ours. */
const MAX_ROUNDS = 6;

const NO_PATH: DataPath = [];

/**
 * Reads a field as far as it can be read: takes out the parts that its schema refuses and reads it again. A part without which
 * what is around it cannot be read takes that with it.
 */
export function salvageField(field: ZodType, written: SourceData): SalvagedField {
  let rest: HoledData | undefined = holed(written);
  let faults: FieldFault[] = [];
  for (let round = 0; round < MAX_ROUNDS && rest !== undefined; round += 1) {
    const result = field.safeParse(closed(rest));
    if (result.success) return { value: result.data, faults };
    for (const issue of result.error.issues) {
      const path = writtenPath(rest, issue.path as DataPath);
      const isThere = valueAt(closed(rest), issue.path as DataPath) !== undefined;
      const lost = isThere ? path : path.slice(0, -1);
      const cause = isThere ? undefined : faults.find((fault) => isSame(fault.lost, path));
      if (cause === undefined) faults.push({ issue, path, lost });
      faults = faults.map((fault) => (startsWith(fault.lost, lost) ? { ...fault, lost } : fault));
    }
    for (const { lost } of faults) rest = without(rest, lost);
  }
  return { value: undefined, faults: faults.map((fault) => ({ ...fault, lost: NO_PATH })) };
}

/** Data in which entries of lists may be gone while the others keep their numbers. */
type HoledData = string | (HoledData | undefined)[] | { [key: string]: HoledData };

function holed(data: SourceData): HoledData {
  if (typeof data === 'string') return data;
  if (Array.isArray(data)) return data.map(holed);
  const map: Record<string, HoledData> = Object.create(null);
  for (const [key, value] of Object.entries(data as Record<string, SourceData>)) map[key] = holed(value);
  return map;
}

/** The data that remains, with its lists closed up. */
function closed(data: HoledData): SourceData {
  if (typeof data === 'string') return data;
  if (Array.isArray(data)) return data.filter((entry) => entry !== undefined).map(closed);
  const map: Record<string, SourceData> = Object.create(null);
  for (const [key, value] of Object.entries(data)) map[key] = closed(value);
  return map;
}

/** Where a part of the remaining data was written. */
function writtenPath(data: HoledData, path: DataPath): DataPath {
  let at: HoledData | undefined = data;
  return path.map((step) => {
    if (Array.isArray(at) && typeof step === 'number') {
      const places = [...at.keys()].filter((index) => (at as unknown[])[index] !== undefined);
      const place = places[step] ?? at.length;
      at = at[place];
      return place;
    }
    at = typeof at === 'object' && !Array.isArray(at) ? at[String(step)] : undefined;
    return step;
  });
}

/** The data without the part at a path; undefined without all of it. */
function without(data: HoledData | undefined, path: DataPath): HoledData | undefined {
  const [first, ...rest] = path;
  if (first === undefined || data === undefined) return undefined;
  if (typeof data === 'string') return data;
  if (Array.isArray(data)) {
    return data.map((entry, index) => (index === first ? without(entry, rest) : entry));
  }
  const map: Record<string, HoledData> = Object.create(null);
  for (const [key, value] of Object.entries(data)) {
    const kept = key === first ? without(value, rest) : value;
    if (kept !== undefined) map[key] = kept;
  }
  return map;
}

const startsWith = (path: DataPath, start: DataPath): boolean =>
  start.length <= path.length && start.every((step, index) => path[index] === step);
const isSame = (a: DataPath, b: DataPath): boolean => a.length === b.length && startsWith(a, b);
