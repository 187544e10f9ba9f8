import type { Site } from '../../config/site.ts';
import { OWN_EDITION, sectionNames } from '../../domain/edition.ts';
import { type Banner, type FrontFile, frontIn, HOME_FRONT, splitFront } from '../../domain/front.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { isSourceMap, type SourceData } from '../../problems/reading/located-data.ts';
import { narrow } from '../../problems/reading/read-entries.ts';
import { readFields } from '../../problems/reading/read-fields.ts';
import { readYamlFile } from '../../problems/reading/read-yaml-file.ts';
import { reportUnknownKeys } from '../../problems/reading/report-unknown-keys.ts';
import { suggestName } from '../../problems/suggest-name.ts';
import { editionFile, tellNoEdition } from '../source/edition-file.ts';
import { type ArticleIndex, articleFinder } from '../top-stories/named-article.ts';
import { FRONT_FILE, frontFileOf, frontNameOf } from './front-files.ts';
import type { FrontReading, NameIndex } from './front-reading.ts';
import { createFrontSchema } from './front-schema.ts';
import { readBanner } from './read-banner.ts';
import { readBlocks } from './read-block.ts';
import { readLead, readPicks } from './read-picks.ts';

/** What a front's file is read with. */
export interface FrontContext extends Pick<Site, 'timeZone' | 'language' | 'sections' | 'editions'> {
  readonly articles: ArticleIndex;
  readonly names: NameIndex;
}

export interface FrontRead {
  /** Which front it says, as in frontNameOf; null for a file that is of none. */
  readonly name: string | null;
  readonly front: FrontFile;
  readonly banner: Banner | null;
  readonly problems: Problem[];
  /** Whether readers may be given it; else the last good one stays. */
  readonly isUsable: boolean;
}

const TEXT_KEYS: ReadonlySet<string> = new Set([
  'text',
  'title',
  'article',
  'topic',
  'section',
  'author',
  'series',
]);
const HOME_KEYS = Object.keys(createFrontSchema().shape);
const SECTION_KEYS = ['lead', 'seconds', 'blocks'];

/**
 * Reads `front.yaml` or a file of `fronts/`. A part that is broken is left out and told, and the front chooses in its stead;
 * a file that is no map at all is not usable. An `until` that has passed is as good as any.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readFront(text: string, file: string, context: FrontContext): FrontRead {
  const log = createProblemLog(file);
  const name = frontNameOf(file, context);
  const nothing = { name, front: NOTHING, banner: null };
  if (!isOfFront(file, name, context, log))
    return { ...nothing, name: null, problems: log.list(), isUsable: true };
  const located = readYamlFile(text, log, TEXT_KEYS);
  const { data } = located;
  if (!isSourceMap(data)) {
    const isEmpty = data === undefined && !log.hasErrors;
    if (data !== undefined) log.error(NO_MAP, located.at([]).value);
    return { ...nothing, problems: log.list(), isUsable: isEmpty };
  }
  const { timeZone, names } = context;
  const sections = sectionNames(context);
  const { articles } = context;
  const { edition } = splitFront(name);
  const find = articleFinder(articles);
  const { editionOf } = articles;
  const reading: FrontReading = { log, timeZone, sections, names, find, edition, editionOf };
  const isHome = splitFront(name).name === HOME_FRONT;
  if (!isHome)
    tellHomeKeys(Object.keys(data), frontIn(splitFront(name).edition, HOME_FRONT), located.at, log);
  const others = Object.fromEntries(Object.entries(data).filter(([key]) => isHome || !HOME_ONLY.has(key)));
  reportUnknownKeys(located, others, isHome ? HOME_KEYS : SECTION_KEYS, log);
  const part = (key: string) => narrow(located, [key]);
  const { latest = null } = isHome ? readFields(createFrontSchema(), located, log, () => false) : {};
  const blocks = readBlocks(part('blocks'), reading);
  const seconds = readPicks(part('seconds'), 'seconds', reading);
  const front: FrontFile = {
    lead: readLead(part('lead'), reading),
    seconds: orChosen(seconds, data['seconds']),
    latest,
    blocks: orChosen(blocks, data['blocks']),
  };
  const banner = isHome ? readBanner(part('banner'), reading) : null;
  return { name, front, banner, problems: log.list(), isUsable: true };
}

/** What was read of a list; null, so that the front chooses, where nothing was that was meant to be there: `[]` alone is none. */
const orChosen = <Entry>(entries: readonly Entry[], written: SourceData | undefined) =>
  entries.length > 0 || (Array.isArray(written) && written.length === 0) ? entries : null;

const NOTHING: FrontFile = { lead: [], seconds: null, latest: null, blocks: null };

const NO_MAP = {
  code: 'value-form',
  message: 'The file is not a map of keys and values.',
  hint: 'Write lines such as "lead: articles/2026/ferry.md" and "blocks:".',
};

/** Keys of the home front that sections do not have, and why. */
const HOME_ONLY: ReadonlyMap<string, (home: string) => string> = new Map([
  ['banner', (home) => `Write it into ${frontFileOf(home)}: the banner stands above every page.`],
  ['latest', (_home) => 'Remove it: the section’s other new stories are listed below its blocks.'],
]);

function tellHomeKeys(
  keys: readonly string[],
  home: string,
  at: (path: readonly string[]) => { key: Parameters<ProblemLog['warn']>[1] },
  log: ProblemLog,
): void {
  for (const key of keys) {
    const hint = HOME_ONLY.get(key)?.(home);
    if (hint === undefined) continue;
    const message = `${quoteText(key)} is no key of a section’s front; it was ignored.`;
    log.warn({ code: 'key-unknown', message, hint, about: key }, at([key]).key);
  }
}

/** Whether the file is that of the home front or of a section; it is told where it is not. */
function isOfFront(file: string, front: string | null, site: FrontContext, log: ProblemLog): front is string {
  const slugs = site.sections.map(({ slug }) => slug);
  const place = editionFile(file, site);
  if (place !== null && place.edition === null) {
    tellNoEdition(place, site, log);
    return false;
  }
  const name = front === null ? null : splitFront(front).name;
  if (name === HOME_FRONT || (name !== null && slugs.includes(name))) return true;
  const isAtRoot = !file.includes('/');
  const written = (place?.stem ?? file.replace(/\.ya?ml$/i, '')).replace(/^.*\//, '');
  const meant = slugs.includes(written.toLowerCase()) ? written.toLowerCase() : suggestName(written, slugs);
  const rename =
    isAtRoot || meant !== null
      ? `Name it ${frontFileOf(frontIn(place?.edition ?? OWN_EDITION, isAtRoot ? HOME_FRONT : (meant ?? '')))}. `
      : '';
  log.warn({
    code: 'front-name',
    message: isAtRoot
      ? `The file is not read: the front is in ${FRONT_FILE}, in small letters.`
      : 'The file is not read: its name is that of no section.',
    hint: isAtRoot
      ? rename.trim()
      : `${rename}Files of fronts/ are called by the slugs of sections: ${slugs.join('.yaml, ')}.yaml.`,
  });
  return false;
}
