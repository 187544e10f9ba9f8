import { parseArgs } from 'node:util';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import type { ColourChoice } from '../../problems/show/paint.ts';

const FORMATS = ['text', 'json', 'github'] as const;
export type ReportFormat = (typeof FORMATS)[number];

export const CHECK_USAGE = `Usage: dateline check [folder] [options]

  folder              the content folder; by default the configured one (CONTENT_DIR)

  --format=FORMAT     text (the default), json, or github for annotations in GitHub Actions
  --json              the same as --format=json
  --quiet             list errors only
  --max-warnings N    fail when there are more than N warnings
  --color, --no-color use colours, or none; by default where a terminal takes them
  --help              print this

Exit code: 0 when there is no error, 1 when there is one, 2 for a wrong call.
`;

/** What the command line asks of `check`. */
export interface CheckOptions {
  readonly isHelpWanted: boolean;
  /** Null for the configured folder. */
  readonly folder: string | null;
  readonly format: ReportFormat;
  readonly isQuiet: boolean;
  /** Null where any number of warnings will do. */
  readonly maxWarnings: number | null;
  readonly colour: ColourChoice;
}

/** Thrown for wrong arguments; the message names the wrong one and the cure. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage-wrong';
}

const OPTIONS = {
  format: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  'max-warnings': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type OptionName = keyof typeof OPTIONS;

/**
 * Reads the arguments of `check`.
 * @throws UsageError for an option that does not exist, a wrong value, or more than one folder.
 */
export function readCheckOptions(args: readonly string[]): CheckOptions {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const given = new Map<OptionName, string>();
  const folders: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') folders.push(token.value);
    if (token.kind !== 'option') continue;
    const name = knownName(token.name, args[token.index] ?? token.rawName);
    if (name === 'color') given.delete('no-color');
    given.set(name, checkedValue(name, token.value, token.inlineValue === true));
  }
  return {
    isHelpWanted: given.has('help'),
    folder: readFolder(folders),
    format: readFormat(given.get('format'), given.has('json')),
    isQuiet: given.has('quiet'),
    maxWarnings: readMaxWarnings(given.get('max-warnings')),
    colour: given.has('no-color') ? 'never' : given.has('color') ? 'always' : 'auto',
  };
}

function knownName(name: string, written: string): OptionName {
  if (Object.hasOwn(OPTIONS, name)) return name as OptionName;
  const word = written.replace(/=.*$/s, '');
  const names = Object.keys(OPTIONS).map((known) => `--${known}`);
  throw new UsageError(`${quoteText(word)} is not an option. ${didYouMean(word, names)}`.trim());
}

/** The value of an option, '' for one that takes none. */
function checkedValue(name: OptionName, value: string | undefined, isInline: boolean): string {
  if (OPTIONS[name].type === 'boolean') {
    if (value === undefined) return '';
    throw new UsageError(`--${name} takes no value. Write it without ${quoteText(`=${value}`)}.`);
  }
  const isMissing = value === undefined || value === '' || (!isInline && value.startsWith('-'));
  if (isMissing) throw new UsageError(`--${name} has no value. Write ${exampleOf(name)}.`);
  return value;
}

const exampleOf = (name: OptionName): string =>
  name === 'format' ? '--format=text, --format=json or --format=github' : `--${name} and a number, such as 0`;

function readFolder(folders: readonly string[]): string | null {
  const [folder = null, second] = folders;
  if (second !== undefined) {
    throw new UsageError(`${quoteText(second)} is one folder too many. Check one folder at a time.`);
  }
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

function readMaxWarnings(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(
    `--max-warnings: ${quoteText(text)} is not a number. Write 0 or a whole number above it.`,
  );
}
