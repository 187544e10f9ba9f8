import type { ZodObject, ZodType, z } from 'zod';
import { describeIssue, nameOf } from './describe-issue.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from './located-data.ts';
import type { Finding, ProblemLog } from '../problem-log.ts';
import { salvageField } from './salvage-field.ts';

/**
 * Reads a map field by field, so that one wrong field hides no other: returns the fields that are
 * right. Each fault of a field that `isRequired` is an error in the log, and the field is left out; of any other field, as
 * much as can be read is taken, and the rest is left out with a warning. Keys outside the schema are the caller's business.
 */
export function readFields<Schema extends ZodObject>(
  schema: Schema,
  located: LocatedData,
  log: ProblemLog,
  isRequired: (key: string, written: SourceData) => boolean = () => true,
): Partial<z.output<Schema>> {
  const data: SourceMap = isSourceMap(located.data) ? located.data : {};
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries<ZodType>(schema.shape)) {
    const written = data[key];
    const result = field.safeParse(written);
    if (result.success) {
      if (result.data !== undefined) values[key] = result.data;
    } else if (written === undefined || isRequired(key, written)) {
      for (const issue of result.error.issues) {
        const path = [key, ...(issue.path as DataPath)];
        log.error(describeIssue(issue, path, data), located.at(path).value);
      }
    } else {
      const { value, faults } = salvageField(field, written);
      if (value !== undefined) values[key] = value;
      for (const { issue, path, lost } of faults) {
        const finding = describeIssue(issue, [key, ...path], data);
        log.warn(leftOut(finding, path, [key, ...lost]), located.at([key, ...path]).value);
      }
    }
  }
  return values as Partial<z.output<Schema>>;
}

/** The same finding, told with what was left out for it. */
function leftOut(finding: Finding, path: DataPath, lost: DataPath): Finding {
  const what = lost.length === path.length + 1 ? 'it' : nameOf(lost);
  return { ...finding, message: `${finding.message.replace(/\.$/, '')}; ${what} was left out.` };
}
