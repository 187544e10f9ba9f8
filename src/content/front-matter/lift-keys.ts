import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { compactKey } from './key-dialects.ts';
import { ownNameOf } from './rename-keys.ts';

/** Maps in which other systems keep keys of an article: all of them, or among others of their own. */
const CONTAINERS: Readonly<Record<string, 'all' | 'known'>> = {
  // YAML 1.1 merges the keys of such a map (`<<: *defaults`) into those around it.
  '<<': 'all',
  taxonomies: 'all',
  taxonomy: 'all',
  extra: 'known',
  params: 'known',
  parameters: 'known',
};

/** What a key inside a map may mean there is no identity of the article. */
const NEVER_LIFTED: ReadonlySet<string> = new Set(['id', 'slug', 'aliases']);

const MAY_BE_CONTAINER = /^[tep<]/i;

/**
 * Brings the keys in Zola’s `taxonomies` and `extra`, Grav’s `taxonomy` and Hugo’s `params` up beside the others, where these do not
 * say the same; `known` are the document's own keys. What is left in such a map is told. Places still lead to what the editor wrote.
 */
export function liftKeys(located: LocatedData, known: readonly string[], log: ProblemLog): LocatedData {
  const written = located.data;
  if (!isSourceMap(written)) return located;
  const containers = Object.keys(written).filter(
    (key) => MAY_BE_CONTAINER.test(key) && isContainer(key) && isSourceMap(written[key]),
  );
  if (containers.length === 0) return located;
  const data: Record<string, SourceData> = Object.assign(Object.create(null), written);
  const taken = new Set(Object.keys(written).map((key) => ownNameOf(key, known) ?? key));
  const origins = new Map<string, DataPath>();
  for (const container of containers) {
    const map = written[container];
    delete data[container];
    if (!isSourceMap(map)) continue;
    const left: string[] = [];
    for (const [key, value] of Object.entries(map)) {
      const own = ownNameOf(key, known);
      const name = own ?? key;
      const isLifted = own !== null || CONTAINERS[compactKey(container)] === 'all';
      if (!isLifted || NEVER_LIFTED.has(name) || taken.has(name) || data[key] !== undefined) left.push(key);
      else {
        taken.add(name);
        data[key] = value;
        origins.set(key, [container, key]);
      }
    }
    if (left.length > 0) log.warn(leftInside(container, left), located.at([container]).key);
  }
  const origin = (path: DataPath): DataPath => {
    const [first, ...rest] = path;
    const moved = typeof first === 'string' ? origins.get(first) : undefined;
    return moved === undefined ? path : [...moved, ...rest];
  };
  return { data, at: (path) => located.at(origin(path)), has: (path) => located.has(origin(path)) };
}

const isContainer = (key: string): boolean => Object.hasOwn(CONTAINERS, compactKey(key));

const MOST_NAMED = 8;

function leftInside(container: string, keys: readonly string[]) {
  const more = keys.length > MOST_NAMED ? ', …' : '';
  const names =
    keys
      .slice(0, MOST_NAMED)
      .map((key) => quoteText(key))
      .join(', ') + more;
  return {
    code: 'key-foreign',
    message: `${quoteText(container)}: ${names} ${keys.length === 1 ? 'has no meaning' : 'have no meaning'} here; ${keys.length === 1 ? 'it was' : 'they were'} ignored.`,
    hint: 'Write what readers should see into a field of its own, or leave it.',
    about: container,
  };
}
