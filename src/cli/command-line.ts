import { Stream } from 'node:stream';
import { parseArgs } from 'node:util';
import { quoteText } from '../problems/quote-text.ts';
import { didYouMean } from '../problems/suggest-name.ts';

/** Where a command writes to. */
export interface Output {
  write(text: string): unknown;
}

/** What a command of the environment runs with. */
export interface CommandDeps {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A reader that has seen enough, such as `head`, closes the pipe; that is no failure. */
export function endQuietlyWithReader(output: Output): void {
  if (!(output instanceof Stream)) return;
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** An option of a command. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** How it is written, for whoever left its value out: `--section=World`. */
  readonly example?: string;
}

/** What a command line says. */
export interface CommandLine<Name extends string> {
  readonly isHelpWanted: boolean;
  /** The options that were given, in the order of their last mention; '' for one that takes no value. */
  readonly given: ReadonlyMap<Name, string>;
  /** All that is no option. */
  readonly words: readonly string[];
}

/** Thrown for wrong arguments; the message names the wrong one and the cure. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage-wrong';
}

/**
 * Reads the arguments of a command; `--help` and `-h` are options of every one.
 * @throws UsageError for an option that the command does not have, a value that is missing, or one too many.
 */
export function readCommandLine<Name extends string>(
  args: readonly string[],
  options: Readonly<Record<Name, OptionSpec>>,
): CommandLine<Name> {
  const specs: Readonly<Record<string, OptionSpec>> = { ...options, help: HELP };
  const { tokens } = parseArgs({ args: [...args], options: specs, strict: false, tokens: true });
  const given = new Map<string, string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value, rawName, index, inlineValue } = token;
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec === undefined) throw unknownOption(args[index] ?? rawName, Object.keys(specs));
    given.delete(name);
    given.set(name, checkedValue(name, spec, value, inlineValue === true));
  }
  return {
    isHelpWanted: given.has('help'),
    given: given as ReadonlyMap<string, string> as ReadonlyMap<Name, string>,
    words,
  };
}

const HELP: OptionSpec = { type: 'boolean', short: 'h' };

function unknownOption(written: string, names: readonly string[]): UsageError {
  const word = written.replace(/=.*$/s, '');
  const known = names.map((name) => `--${name}`);
  const hint = /\s/.test(word) ? 'Write -- before words that begin with a dash.' : didYouMean(word, known);
  return new UsageError(`${quoteText(word)} is not an option. ${hint}`.trim());
}

function checkedValue(name: string, spec: OptionSpec, value: string | undefined, isInline: boolean): string {
  if (spec.type === 'boolean') {
    if (value === undefined) return '';
    throw new UsageError(`--${name} takes no value. Write it without ${quoteText(`=${value}`)}.`);
  }
  const isMissing = value === undefined || value === '' || (!isInline && value.startsWith('-'));
  if (isMissing) throw new UsageError(`--${name} has no value. Write ${spec.example ?? `--${name}=…`}.`);
  return value;
}

/** The words of a command that takes none, or at most some. @throws UsageError for the first beyond. */
export function atMost(most: number, words: readonly string[], complaint: string): readonly string[] {
  const extra = words[most];
  if (extra !== undefined) throw new UsageError(`${quoteText(extra)} ${complaint}`);
  return words;
}

/**
 * Runs a command: prints its usage where that is asked for, and tells a wrong call with it. A reader who closes the pipe of
 * `output` ends it quietly. Returns the exit code, 2 for a wrong call.
 */
export async function runCommand<Name extends string>(
  args: readonly string[],
  { name, usage, options }: { name: string; usage: string; options: Readonly<Record<Name, OptionSpec>> },
  output: Output,
  errors: Output,
  work: (line: CommandLine<Name>) => Promise<number>,
): Promise<number> {
  endQuietlyWithReader(output);
  try {
    const line = readCommandLine(args, options);
    if (!line.isHelpWanted) return await work(line);
    output.write(usage);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    errors.write(`dateline ${name}: ${error.message}\n\n${usage}`);
    return 2;
  }
}
