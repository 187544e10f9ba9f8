import { createInterface } from 'node:readline';
import type { Output } from './command-line.ts';

/** Asks a question that is answered with yes or no; whatever is not yes is no. */
export type Ask = (question: string) => Promise<boolean>;

/** Asks on a terminal, where the end of the input is a no; null where the input is none. */
export function askOn(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: Output,
): Ask | null {
  if (input.isTTY !== true) return null;
  return async (question) => {
    output.write(`${question} [y/N] `);
    const lines = createInterface({ input });
    try {
      const { promise, resolve } = Promise.withResolvers<string | null>();
      lines.once('line', resolve).once('close', () => resolve(null));
      const answer = await promise;
      if (answer === null) output.write('\n');
      return /^\s*(?:y|yes)\s*$/i.test(answer ?? '');
    } finally {
      lines.close();
    }
  };
}
