import { keyOf, nameOf } from './describe-issue.ts';
import { type DataPath, isSourceMap, type LocatedData, type SourceData } from './located-data.ts';
import type { ProblemLog } from '../problem-log.ts';
import { quoteText } from '../quote-text.ts';
import { didYouMean } from '../suggest-name.ts';

/** Warns of every key of the map at `path` that is not among the known ones. */
export function reportUnknownKeys(
  located: LocatedData,
  data: SourceData | undefined,
  known: readonly string[],
  log: ProblemLog,
  path: DataPath = [],
): void {
  if (!isSourceMap(data)) return;
  for (const key of Object.keys(data)) {
    if (known.includes(key)) continue;
    const whole = path.length === 0 ? '' : `${nameOf(path)}: `;
    log.warn(
      {
        code: 'key-unknown',
        message: `${whole}${quoteText(key)} is not a known key; it was ignored.`,
        hint: `${didYouMean(key, known)}Known keys: ${known.join(', ')}.`,
        about: keyOf([...path, key]),
      },
      located.at([...path, key]).key,
    );
  }
}
