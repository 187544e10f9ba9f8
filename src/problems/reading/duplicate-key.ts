import type { Finding } from '../problem-log.ts';
import type { Fix } from '../problem.ts';
import { quoteText } from '../quote-text.ts';
import type { DataPath, SourceData } from './located-data.ts';

/** Whether two values of one key contradict each other where no guess may be made; else the last one counts. */
export type IsContested = (path: DataPath, values: readonly SourceData[]) => boolean;

/** Tells of a key that stands twice where it may stand once. */
export const keyTwice = (name: string, firstLine: number): Finding => ({
  code: 'key-duplicate',
  message: `${quoteText(name)} is given twice; the first is on line ${firstLine}.`,
  hint: 'Remove one of the two.',
  about: name,
});

/** The same where it is known which of them counts; `fix` takes one away that says nothing of its own. */
export function keyRepeated(name: string, firstLine: number, isSame: boolean, fix?: Fix): Finding {
  const { message, ...rest } = keyTwice(name, firstLine);
  const effect = isSame ? 'with the same value' : 'with another value, and the last one counts';
  return {
    ...rest,
    message: message.replace('; ', `, ${effect}; `),
    ...(fix === undefined ? {} : { fix }),
  };
}
