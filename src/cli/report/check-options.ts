import { atMost, type CommandLine, UsageError } from '../command-line.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import type { ColourChoice } from '../../problems/show/paint.ts';

const FORMATS = ['text', 'json', 'github'] as const;
export type ReportFormat = (typeof FORMATS)[number];

export const CHECK_USAGE = `Usage: dateline check [folder] [options]

  folder              the content folder; by default the configured one (CONTENT_DIR)

  --links             ask other sites whether what is linked to is there, which takes its time
  --all               list each problem with its lines, also where they are many
  --fix               make the repairs that leave no doubt: shows them, and asks before it writes
  --dry-run           with --fix: show the repairs, and write nothing
  --yes               with --fix: write without asking
  --format=FORMAT     text (the default), json, or github for annotations in GitHub Actions
  --json              the same as --format=json
  --quiet             list errors only
  --max-warnings N    fail when there are more than N warnings
  --color, --no-color use colours, or none; by default where a terminal takes them
  --help              print this

Example: dateline check content --quiet

Exit code: 0 when there is no error, 1 when there is one or a repair could not be written, 2 for a wrong call.
`;

/** `show` writes nothing, `ask` writes when the answer is yes, `write` writes. */
export type RepairChoice = 'show' | 'ask' | 'write';

/** What the command line asks of `check`. */
export interface CheckOptions {
  /** Null for the configured folder. */
  readonly folder: string | null;
  readonly format: ReportFormat;
  readonly isQuiet: boolean;
  /** Whether each problem, and each repair, is told, however many there are. */
  readonly isWhole: boolean;
  /** Whether repairs are made, and how; null for none. */
  readonly repair: RepairChoice | null;
  /** Null where any number of warnings will do. */
  readonly maxWarnings: number | null;
  readonly colour: ColourChoice;
}

/** The options of `check`, by their names. */
export const CHECK_OPTIONS = {
  links: { type: 'boolean' },
  all: { type: 'boolean' },
  fix: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  format: { type: 'string', example: '--format=text, --format=json or --format=github' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  'max-warnings': { type: 'string', example: '--max-warnings and a number, such as 0' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
} as const;

/**
 * Reads what a command line asks of `check`.
 * @throws UsageError for a wrong value, or more than one folder.
 */
export function readCheckOptions({ given, words }: CommandLine<keyof typeof CHECK_OPTIONS>): CheckOptions {
  const colours = [...given.keys()].filter((name) => name === 'color' || name === 'no-color');
  const format = readFormat(given.get('format'), given.has('json'));
  return {
    folder: readFolder(words),
    format,
    isQuiet: given.has('quiet'),
    isWhole: given.has('all'),
    repair: readRepair(given, format),
    maxWarnings: readMaxWarnings(given.get('max-warnings')),
    colour: COLOURS.get(colours.at(-1) ?? '') ?? 'auto',
  };
}

const COLOURS: ReadonlyMap<string, ColourChoice> = new Map([
  ['color', 'always'],
  ['no-color', 'never'],
]);

function readFolder(folders: readonly string[]): string | null {
  const [folder = null] = atMost(1, folders, 'is one folder too many. Check one folder at a time.');
  if (folder === '') throw new UsageError('The folder is empty text. Name a folder, or leave it out.');
  return folder;
}

function readFormat(format: string | undefined, isJson: boolean): ReportFormat {
  if (format === undefined) return isJson ? 'json' : 'text';
  const known = FORMATS.find((name) => name === format);
  if (known === undefined) {
    throw new UsageError(
      `--format: ${quoteText(format)} is not a format. ${didYouMean(format, FORMATS)}Write text, json or github.`,
    );
  }
  if (isJson && known !== 'json') {
    throw new UsageError(`--json and --format=${known} ask for two formats. Remove one of the two.`);
  }
  return known;
}

function readRepair(
  given: ReadonlyMap<keyof typeof CHECK_OPTIONS, string>,
  format: ReportFormat,
): RepairChoice | null {
  const [companion] = (['dry-run', 'yes'] as const).filter((name) => given.has(name));
  if (!given.has('fix')) {
    if (companion === undefined) return null;
    throw new UsageError(`--${companion} is about repairs. Write --fix as well, or leave it out.`);
  }
  if (format !== 'text')
    throw new UsageError(`--fix shows its repairs as text, not as ${format}. Ask for one of the two.`);
  if (given.has('dry-run') && given.has('yes'))
    throw new UsageError('--dry-run and --yes ask for opposites. Remove one of the two.');
  return given.has('dry-run') ? 'show' : given.has('yes') ? 'write' : 'ask';
}

function readMaxWarnings(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(
    `--max-warnings: ${quoteText(text)} is not a number. Write 0 or a whole number above it.`,
  );
}
