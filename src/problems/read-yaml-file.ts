import type { LocatedData } from './located-data.ts';
import { PlaceBook } from './located-data.ts';
import { normaliseLines } from './normalise-lines.ts';
import type { ProblemLog } from './problem-log.ts';
import { readYaml } from './read-yaml.ts';

/** Largest YAML file of the newsroom, in characters. */
const MAX_YAML = 256 * 1024;

/** Reads a whole YAML file: line ends and BOM repaired, size limited. Never throws. */
export function readYamlFile(text: string, log: ProblemLog, textKeys: ReadonlySet<string>): LocatedData {
  if (text.length <= MAX_YAML) return readYaml(normaliseLines(text, log), log, { textKeys });
  log.error({
    code: 'file-too-large',
    message: `The file is larger than ${MAX_YAML / 1024} kB.`,
    hint: 'Remove what it does not need.',
  });
  return new PlaceBook().toLocated(undefined);
}
