import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { openPermalinkReader, permalinksFile } from '../../catalog/permalinks/ledger.ts';
import { PermalinkError } from '../../catalog/permalinks/permalink-error.ts';
import { readEnvironment } from '../../config/environment.ts';
import { type OpenedContent, openContent } from '../../ingest/build/open-content.ts';
import { SiteError } from '../../ingest/read/site-error.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { atMost, type CommandDeps, type Output, runCommand, UsageError } from '../command-line.ts';
import { guessMeanings } from '../links/guess-meaning.ts';
import { LinksError } from '../links/links-error.ts';
import { arrives, formatLinksReport, type LinksReport, linksJson } from '../links/links-report.ts';
import { readAddresses } from '../links/read-addresses.ts';
import { standingAt } from '../links/standing-at.ts';
import { verifyAddress } from '../links/verify-address.ts';
import { createProgressBar } from '../progress-bar.ts';

const USAGE = `Usage: dateline links verify FILE [options]

  FILE              old addresses, one a line (# begins a comment), or an old sitemap.xml; - reads stdin

  --content=FOLDER  the content folder; by default the configured one (CONTENT_DIR)
  --all             list every address that does not arrive; else twenty for each reason
  --json            counts and all that does not arrive, as JSON
  --help            print this

Example: dateline links verify old-sitemap.xml

Exit code: 0, 1 when an address does not arrive or something cannot be read, 2 for a wrong call.
`;

const OPTIONS = {
  content: { type: 'string', example: '--content=content' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** Addresses that are listed for each reason. */
const SHOWN = 20;

interface LinksCall {
  readonly file: string;
  readonly folder: string | null;
  readonly isJson: boolean;
  readonly isAll: boolean;
}

/**
 * Tells which addresses of a list lead to no article, page or list of the content folder, by what the server would answer;
 * none need run. Returns the exit code.
 * @throws EnvironmentError for a wrong environment.
 */
export async function links(
  args: readonly string[],
  input: AsyncIterable<Uint8Array | string>,
  output: Output,
  errors: Output,
  deps: CommandDeps = {},
): Promise<number> {
  return runCommand(args, { name: 'links', usage: USAGE, options: OPTIONS }, output, errors, async (line) => {
    const call = {
      file: readWords(line.words),
      folder: line.given.get('content') ?? null,
      isJson: line.given.has('json'),
      isAll: line.given.has('all'),
    };
    try {
      return await verify(call, { input, output, errors, ...deps });
    } catch (error) {
      if (!isTold(error)) throw error;
      errors.write(`${showHidden(error.message)}\n`);
      return 1;
    }
  });
}

const isTold = (error: unknown): error is Error =>
  error instanceof LinksError || error instanceof SiteError || error instanceof PermalinkError;

/** @throws UsageError for words that are no call. */
function readWords(words: readonly string[]): string {
  const [command, file] = words;
  if (command === undefined) throw new UsageError('What is to be done with links? Say verify and a file.');
  if (command !== 'verify') {
    throw new UsageError(
      `${quoteText(command)} is not one of its commands. ${didYouMean(command, ['verify'])}`.trim(),
    );
  }
  if (file === undefined) throw new UsageError('verify has no file. Name one, or - for standard input.');
  atMost(2, words, 'is one file too many. Verify one file at a time.');
  return file;
}

interface VerifyOptions extends CommandDeps {
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly output: Output;
  readonly errors: Output;
}

async function verify(
  call: LinksCall,
  { input, output, errors, env, now = Date.now }: VerifyOptions,
): Promise<number> {
  const addresses = await readAddresses(call.file, input);
  const { contentDir: configured, dataDir } = readEnvironment(env);
  const contentDir = call.folder ?? configured;
  // What another folder published says nothing of this one.
  const ledgerFile =
    call.folder === null && existsSync(permalinksFile(dataDir)) ? permalinksFile(dataDir) : null;
  using opened = new DisposableStack();
  const ledger =
    ledgerFile === null ? null : opened.adopt(openPermalinkReader(ledgerFile), (one) => one.close());
  const bar = createProgressBar(errors, 'Reading articles');
  const content = await openContent(contentDir, {
    now,
    threads: availableParallelism(),
    onProgress: bar.update,
    ownerOf: ledger === null ? null : ledger.ownerOf,
  }).finally(() => bar.end());
  opened.adopt(content, (one) => one.close());
  const report = verifyAll(addresses, content, { contentDir, now: now() });
  if (call.isJson) output.write(linksJson(report));
  else
    for (const text of formatLinksReport(report, call.isAll ? addresses.length : SHOWN)) output.write(text);
  return report.addresses.every(arrives) ? 0 : 1;
}

function verifyAll(
  addresses: readonly string[],
  content: OpenedContent,
  { contentDir, now }: { readonly contentDir: string; readonly now: number },
): LinksReport {
  const meanings = guessMeanings(content.articles(now));
  return content.reader.read((catalog) => {
    const standing = standingAt(catalog, { contentDir, now });
    const verified = addresses.map((address) => {
      const arrival = verifyAddress(address, { catalog, standing, now });
      const isLost = arrival.kind === 'nowhere' || arrival.kind === 'no-list';
      return { address, arrival, meant: isLost ? meanings.articleOf(address) : null };
    });
    return { addresses: verified, patterns: meanings.patterns() };
  });
}
