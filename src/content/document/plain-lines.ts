import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  valueAt,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { plainHeadline } from './plain-headline.ts';
import { valueFix } from './value-fix.ts';

/** Fields that readers see as one line of plain text. */
const LINES: readonly DataPath[] = [
  ['title'],
  ['description'],
  ['subtitle'],
  ['kicker'],
  ['location'],
  ['image', 'alt'],
  ['image', 'caption'],
  ['image', 'credit'],
];

/** Takes marks of HTML and Markdown out of the fields that are plain text, each told with its repair. `text` is the whole file. */
export function plainLines(located: LocatedData, text: string, log: ProblemLog): LocatedData {
  let { data } = located;
  if (!isSourceMap(data)) return located;
  for (const path of LINES) {
    const written = valueAt(data, path);
    if (typeof written !== 'string') continue;
    const plain = plainHeadline(written);
    if (plain === written) continue;
    data = replaced(data, path, plain);
    const at = located.at(path).value;
    const fix = valueFix(text, at, written, plain);
    const name = path.join('.');
    log.warn(
      {
        code: 'title-marks',
        message: `${name}: ${quoteText(written)} has marks of HTML or Markdown in it; it was read as ${quoteText(plain)}.`,
        hint: 'Write it as plain text.',
        about: name,
        ...(fix === undefined ? {} : { fix }),
      },
      at,
    );
  }
  return data === located.data ? located : { ...located, data };
}

function replaced(data: SourceData, [first, ...rest]: DataPath, value: string): SourceData {
  if (first === undefined || !isSourceMap(data)) return value;
  const map: Record<string, SourceData> = Object.assign(Object.create(null), data);
  map[first] = replaced(data[first] ?? '', rest, value);
  return map;
}
