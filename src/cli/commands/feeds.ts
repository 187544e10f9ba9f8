import { readEnvironment } from '../../config/environment.ts';
import { NO_ENTRIES_BEFORE, readPartnersFiles } from '../../ingest/read/read-edition-lists.ts';
import { readSiteFile } from '../../ingest/read/read-folder-lists.ts';
import { contentFolder } from '../../ingest/read/text-folder.ts';
import { type FeedState, newFeedState } from '../../partners/poll/feed-state.ts';
import { feedsFile, readKeptFeeds } from '../../partners/poll/feed-store.ts';
import { atMost, type CommandDeps, type Output, runCommand } from '../command-line.ts';
import { feedsJson, feedsTable, type ListedFeed } from '../feeds/feeds-report.ts';
import { fetchOnce } from '../feeds/fetch-once.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

const USAGE = `Usage: dateline feeds [options]

  Lists every feed of partners.yaml: how it is, what the server last had of it, and what is wrong with it.

  --fetch   fetch every feed now, without a server, and tell what came of it; nothing is kept
  --json    the same as JSON, with times in ISO 8601
  --help    print this

Example: dateline feeds --fetch

Exit code: 0, 1 when partners.yaml cannot be read or a feed that was fetched failed, 2 for a wrong call.
`;

const OPTIONS = { fetch: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/**
 * Lists the partner feeds, whether a server runs or not, or fetches them all now. Returns the exit code.
 * @throws EnvironmentError for a wrong environment.
 */
export async function feeds(
  args: readonly string[],
  output: Output,
  errors: Output,
  deps: CommandDeps = {},
): Promise<number> {
  return runCommand(args, { name: 'feeds', usage: USAGE, options: OPTIONS }, output, errors, (line) => {
    atMost(0, line.words, 'is one word too many: all feeds are listed.');
    return listFeeds(
      { isFetched: line.given.has('fetch'), isJson: line.given.has('json') },
      output,
      errors,
      deps,
    );
  });
}

interface FeedsOptions {
  readonly isFetched: boolean;
  readonly isJson: boolean;
}

async function listFeeds(
  { isFetched, isJson }: FeedsOptions,
  output: Output,
  errors: Output,
  { env, now = Date.now }: CommandDeps,
): Promise<number> {
  const { contentDir, dataDir, origin, allowPrivateFeeds: allowPrivate } = readEnvironment(env);
  const folder = contentFolder(contentDir);
  // Without a site.yaml that can be used, partners.yaml alone is of an edition.
  const site = readSiteFile(folder).site ?? { language: 'en' };
  const { partners = [], sources, good } = readPartnersFiles(folder, site, NO_ENTRIES_BEFORE);
  const broken = sources.find(({ file }) => good.every((one) => one.file !== file));
  if (broken !== undefined) {
    errors.write(
      `${contentDir}/${broken.file} cannot be read. "dateline check" tells what is wrong with it.\n`,
    );
    return 1;
  }
  const { feeds: kept, fault } = readKeptFeeds(feedsFile(dataDir));
  if (fault !== null) {
    errors.write(`${showHidden(`${feedsFile(dataDir)}: ${fault}`)}; the server fetches all feeds anew.\n`);
  }
  const outlets = partners.flatMap(({ name, feed }) => (feed === null ? [] : [{ name, feed }]));
  const stateOf = (states: readonly FeedState[], feed: string): FeedState =>
    states.find((one) => one.feed === feed) ?? newFeedState(feed, now());
  const known = isFetched
    ? await fetchOnce(
        outlets.map(({ feed }) => feed),
        { allowPrivate, origin, now },
      )
    : kept;
  const listed: ListedFeed[] = outlets.map(({ name, feed }) => ({
    outlet: name,
    state: stateOf(known, feed),
  }));
  output.write(isJson ? feedsJson(listed) : feedsTable(listed, { now: now(), isFetched }));
  return isFetched && listed.some(({ state }) => state.trouble !== null) ? 1 : 0;
}
