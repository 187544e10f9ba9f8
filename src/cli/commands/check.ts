import { availableParallelism } from 'node:os';
import { readEnvironment } from '../../config/environment.ts';
import { whyNotWritten } from '../own-folder.ts';
import { SITE_FILE } from '../../ingest/read/folders.ts';
import { inspectContent } from '../../ingest/build/inspect-content.ts';
import { readFetchFindings } from '../../ingest/fetched/open-fetched.ts';
import { SiteError } from '../../ingest/read/site-error.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { runCommand, UsageError } from '../command-line.ts';
import { type BarStream, createProgressBar } from '../progress-bar.ts';
import type { Ask } from '../ask.ts';
import { repairFolder } from '../repair/repair-folder.ts';
import { CHECK_OPTIONS, CHECK_USAGE, type CheckOptions, readCheckOptions } from '../report/check-options.ts';
import {
  type CheckReport,
  counted,
  countProblems,
  formatOffers,
  formatSummary,
} from '../report/check-report.ts';
import { formatAnnotation } from '../report/github-report.ts';
import { formatJsonReport } from '../report/json-report.ts';
import { choosePaint } from '../../problems/show/paint.ts';
import { followWebLinks } from '../links/follow-web-links.ts';
import { createSourceReader } from '../report/read-source-text.ts';
import { formatTextReport, isGrouped } from '../report/text-report.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

interface Output {
  readonly columns?: number;
  write(text: string): unknown;
}

/** Columns where the output is no terminal. */
const DEFAULT_WIDTH = 120;

/**
 * Lists the problems of a content folder (by default the configured one) in the format that the arguments
 * ask for, and repairs what leaves no doubt where they ask for that. `ask` is null where there is nobody to answer.
 * Returns the exit code: 0, 1 when there is an error, there are too many warnings or a repair could not be written, 2 for a
 * wrong call, 3 when nothing is wrong with what was judged and the machine was too busy to judge all.
 * @throws EnvironmentError for a wrong environment, which is read where no folder is given.
 */
export async function check(
  args: readonly string[],
  output: Output,
  errors: Output,
  { ask = null }: { readonly ask?: Ask | null } = {},
): Promise<number> {
  const command = { name: 'check', usage: CHECK_USAGE, options: CHECK_OPTIONS };
  return runCommand(args, command, output, errors, (line) => {
    const options = readCheckOptions(line);
    if (options.repair === 'ask' && ask === null) throw new UsageError(NOBODY_TO_ASK);
    return checkFolder(options, output, errors, { ask, followsLinks: line.given.has('links') });
  });
}

const NOBODY_TO_ASK =
  '--fix asks before it writes, and there is no terminal to answer on. Add --yes to write at once, or --dry-run to see the repairs only.';

async function checkFolder(
  options: CheckOptions,
  output: Output,
  errors: Output,
  { ask, followsLinks }: { readonly ask: Ask | null; readonly followsLinks: boolean },
): Promise<number> {
  const configured = options.folder === null ? readEnvironment() : null;
  const isWriting = options.repair !== null && options.repair !== 'show';
  const refusal = configured !== null && isWriting ? whyNotWritten(configured) : null;
  if (refusal !== null) {
    errors.write(refusal);
    return 1;
  }
  const folder = options.folder ?? configured?.contentDir ?? '';
  // What another folder had fetched is no matter of this one.
  const fetchFindings = configured === null ? undefined : readFetchFindings(configured.dataDir);
  let report = await inspect(folder, errors, fetchFindings);
  if (followsLinks && report.failure === null) {
    report = withProblems(report, await followWebLinks(folder, errors));
  }
  let isRepaired = true;
  if (options.repair !== null) {
    isRepaired = await repairFolder(report.problems, {
      show: { contentDir: folder, isWhole: options.isWhole, ...lookOf(options, output) },
      isDry: options.repair === 'show',
      ask: options.repair === 'write' ? null : ask,
      async inspectAgain() {
        report = await inspect(folder, errors, fetchFindings);
        return report.problems;
      },
      output,
      errors,
    });
  }
  if (report.failure !== null) errors.write(`${showHidden(report.failure)}\n`);
  if (options.repair === 'show') output.write(formatSummary(report, lookOf(options, output).paint));
  else for (const text of formatReport(report, options, output)) output.write(text);
  const warnings = countProblems(report.problems, 'warning');
  const isOverLimit = options.maxWarnings !== null && warnings > options.maxWarnings;
  if (isOverLimit) {
    errors.write(
      `${counted(warnings, 'warning')}, more than the ${options.maxWarnings} of --max-warnings.\n`,
    );
  }
  if (report.unjudged.length > 0) errors.write(tellUnjudged(report.unjudged));
  const isUnusable = report.failure !== null && report.unjudged.length === 0;
  if (!isRepaired || isUnusable || countProblems(report.problems, 'error') > 0 || isOverLimit) return 1;
  return report.unjudged.length > 0 ? 3 : 0;
}

const withProblems = (report: CheckReport, problems: readonly Problem[]): CheckReport => ({
  ...report,
  problems: sortProblems([...report.problems, ...problems]),
});

function tellUnjudged(files: readonly string[]): string {
  const list = files.map((file) => `  ${showHidden(file)}\n`).join('');
  return `The machine was too busy to judge ${counted(files.length, 'file')}; check again when other programs leave it more time:\n${list}`;
}

async function inspect(
  folder: string,
  errors: BarStream,
  fetchFindings: ReadonlyMap<string, Finding> = new Map(),
): Promise<CheckReport> {
  const bar = createProgressBar(errors, 'Reading articles');
  try {
    const { articles, problems, unjudged } = await inspectContent(folder, {
      now: Date.now,
      threads: availableParallelism(),
      onProgress: bar.update,
      fetchFindings,
    });
    return { folder, articleCount: articles, problems, unjudged, failure: null };
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    const unjudged = error.code === 'machine-busy' ? [SITE_FILE] : [];
    return {
      folder,
      articleCount: 0,
      problems: sortProblems(error.problems),
      unjudged,
      failure: error.message,
    };
  } finally {
    bar.end();
  }
}

/** How a report looks where it is written to. */
const lookOf = (options: CheckOptions, output: Output) => ({
  width: output.columns || DEFAULT_WIDTH,
  paint: choosePaint(options.colour, output),
});

function* formatReport(report: CheckReport, options: CheckOptions, output: Output): Generator<string> {
  const { folder, problems } = report;
  const isListed = ({ severity }: Problem): boolean => severity === 'error' || !options.isQuiet;
  const listed = problems.filter(isListed);
  switch (options.format) {
    case 'json':
      yield formatJsonReport(report, listed);
      return;
    case 'github':
      for (const problem of errorsFirst(listed)) yield formatAnnotation(problem, folder, process.cwd());
      yield formatSummary(report);
      return;
    case 'text': {
      const { isWhole } = options;
      const look = lookOf(options, output);
      const readText = createSourceReader(folder);
      yield* formatTextReport(listed, { contentDir: folder, readText, isWhole, ...look });
      yield formatSummary(report, look.paint);
      const offers = formatOffers(report, isGrouped(listed, isWhole));
      if (offers !== '') yield offers;
    }
  }
}

/** Those who show only so many of each are to show errors. */
const errorsFirst = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
