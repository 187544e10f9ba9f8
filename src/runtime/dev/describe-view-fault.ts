import { relative } from 'node:path';
import type { ShownProblem } from './dev-session.ts';

/** What EJS says of a template that failed: `/path/a.ejs:12`, lines with `>>` before the one, and the error, or a partial’s. */
const PLACED = /^(?<file>[^\n]+\.ejs):(?<line>\d+)\n(?<frame>[\s\S]*?)\n\n(?<message>[\s\S]*)$/;
/** Of one that could not be compiled it says the file alone. */
const UNCOMPILED = /^(?<message>[\s\S]*?) in (?<file>[^\n]+\.ejs) while compiling ejs/;

/** Tells why views or styles cannot be used, at the innermost template; paths are shown from `root`. */
export function describeViewFault(error: unknown, root: string): ShownProblem {
  let message = error instanceof Error ? error.message : String(error);
  let found = UNCOMPILED.exec(message)?.groups;
  for (let inner = PLACED.exec(message)?.groups; inner !== undefined; inner = PLACED.exec(message)?.groups) {
    found = inner;
    message = inner['message'] ?? '';
  }
  const { file, line = '1', frame = '' } = found ?? {};
  return {
    severity: 'error',
    place: file === undefined ? 'views, public' : `${relative(root, file)}:${line}:1`,
    message: (found?.['message'] ?? message).trim(),
    hint: 'Mend it; until then pages are made by the views and styles as they were.',
    frame,
  };
}
