import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));

/** Where a file of `deploy/` is. */
export const deployedFile = (name: string): string => DEPLOY + name;

/**
 * The text of a file of `deploy/` with these parts replaced, each a text that stands in it: the addresses, ports and
 * folders of this machine. All else is as it is handed to operators. @throws Error for a part that is not there.
 */
export function deployedText(name: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`deploy/${name} has no "${from}" to be replaced.`);
      return text.replaceAll(from, to);
    },
    readFileSync(deployedFile(name), 'utf8'),
  );
}
