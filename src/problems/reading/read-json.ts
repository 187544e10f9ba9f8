import { createLineIndex, type Position } from '../line-index.ts';
import type { IsContested } from './duplicate-key.ts';
import type { LocatedData } from './located-data.ts';
import type { ProblemLog } from '../problem-log.ts';
import { readYaml } from './read-yaml.ts';

/**
 * Reads JSON into located data. JSON.parse judges it; the YAML parser, of which JSON is a part, then
 * tells where everything stands. Never throws.
 */
export function readJson(
  text: string,
  log: ProblemLog,
  place?: (offset: number) => Position,
  isContested?: IsContested,
): LocatedData {
  const placeOf = place ?? createLineIndex(text);
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const offset = Number(/position (\d+)/.exec(reason)?.[1] ?? text.trimEnd().length);
    log.error(
      {
        code: 'json-invalid',
        message: `This cannot be read as JSON: ${reason.split(/ in JSON| at position|, "/)[0]}.`,
        hint: 'Check the commas, quotes and brackets before this place.',
      },
      placeOf(offset),
    );
    return readYaml('', log, { place: placeOf });
  }
  return readYaml(text.replaceAll('\t', ' '), log, {
    place: placeOf,
    ...(isContested === undefined ? {} : { isContested }),
  });
}
