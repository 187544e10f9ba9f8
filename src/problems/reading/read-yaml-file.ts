import { type LocatedData, PlaceBook } from './located-data.ts';
import { normaliseLines } from './normalise-lines.ts';
import type { ProblemLog } from '../problem-log.ts';
import { readYaml } from './read-yaml.ts';
import { runWithDeadline } from './run-with-deadline.ts';

/** Largest YAML file of the newsroom, in characters. */
const MAX_YAML = 256 * 1024;

/** Milliseconds of processor time that one file may take. */
const TIME_LIMIT = 1000;

/**
 * Reads a whole YAML file: line ends and BOM repaired, size and time limited.
 * @throws MachineBusyError where the machine had no time for it; nothing else.
 */
export function readYamlFile(text: string, log: ProblemLog, textKeys: ReadonlySet<string>): LocatedData {
  if (text.length > MAX_YAML) {
    log.error({
      code: 'file-too-large',
      message: `The file is larger than ${MAX_YAML / 1024} kB.`,
      hint: 'Remove what it does not need.',
    });
    return new PlaceBook().toLocated(undefined);
  }
  const lines = normaliseLines(text, log);
  const beginAnew = log.mark();
  const outcome = runWithDeadline(() => {
    beginAnew();
    return readYaml(lines, log, { textKeys });
  }, TIME_LIMIT);
  if (outcome.kind === 'done') return outcome.result;
  log.error({
    code: outcome.kind === 'too-slow' ? 'too-slow' : 'yaml-failed',
    message: 'The file could not be read in time or at all.',
    hint: 'Look for long runs of brackets, quotes or colons, and write plain lines of "key: value" instead.',
  });
  return new PlaceBook().toLocated(undefined);
}
