import type { Problem } from '../problems/problem.ts';
import { createProblemLog } from '../problems/problem-log.ts';
import { listFiles, readSourceFile, type SourceFile } from './source/directory.ts';
import { mapConcurrently } from './source/map-concurrently.ts';

/** What parsing a file gives; the value is null where the file is refused. */
export interface Parsed<Value> {
  readonly value: Value | null;
  readonly problems: readonly Problem[];
}

const MARKDOWN = /\.(?:md|markdown)$/i;
/** Files that are open at once. */
const OPEN_FILES = 16;

/**
 * Reads and parses the Markdown files below a folder of the content folder; the values come sorted by
 * file. A file whose parsing throws is left out with an error of its own, and the others stay.
 */
export async function readFolder<Value>(
  contentDir: string,
  folder: string,
  parse: (source: SourceFile) => Parsed<Value>,
): Promise<{ values: Value[]; problems: Problem[] }> {
  const listed = await listFiles(contentDir, folder, MARKDOWN);
  const results = await mapConcurrently(listed.files, OPEN_FILES, async (file): Promise<Parsed<Value>> => {
    const { source, problems } = await readSourceFile(contentDir, file);
    if (source === null) return { value: null, problems };
    const parsed = parseSafely(source, parse);
    return { value: parsed.value, problems: [...problems, ...parsed.problems] };
  });
  return {
    values: results.flatMap(({ value }) => (value === null ? [] : [value])),
    problems: [...listed.problems, ...results.flatMap(({ problems }) => problems)],
  };
}

function parseSafely<Value>(source: SourceFile, parse: (source: SourceFile) => Parsed<Value>): Parsed<Value> {
  try {
    return parse(source);
  } catch (error) {
    const log = createProblemLog(source.file);
    log.error({
      code: 'file-failed',
      message: `Dateline failed on this file (${String(error)}), so it was left out.`,
      hint: 'Give it a plain name and simpler text, and report this: the fault is in the program.',
    });
    return { value: null, problems: log.list() };
  }
}
