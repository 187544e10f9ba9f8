import { describe, expect, test } from 'vitest';
import { readCommandLine, UsageError } from '../../../src/cli/command-line.ts';
import { CHECK_OPTIONS, CHECK_USAGE, readCheckOptions } from '../../../src/cli/report/check-options.ts';

const read = (args: readonly string[]) => readCheckOptions(readCommandLine(args, CHECK_OPTIONS));

const refusal = (...args: string[]): string => {
  try {
    read(args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('the options of check', () => {
  test('by default', () => {
    expect(read([])).toEqual({
      folder: null,
      format: 'text',
      isQuiet: false,
      isWhole: false,
      repair: null,
      maxWarnings: null,
      colour: 'auto',
    });
  });

  test('all at once, in any order and either spelling', () => {
    const wanted = { folder: 'news', format: 'json', isQuiet: true, maxWarnings: 0, colour: 'never' };
    expect(read(['--json', 'news', '--quiet', '--max-warnings', '0', '--no-color'])).toMatchObject(wanted);
    expect(
      read(['--no-color', '--format', 'json', '--max-warnings=0', '--quiet', '--', 'news']),
    ).toMatchObject(wanted);
    expect(readCommandLine(['-h'], CHECK_OPTIONS).isHelpWanted).toBe(true);
    expect(read(['--', '--json'])).toMatchObject({ folder: '--json', format: 'text' });
  });

  test('repairs are shown, asked about or written', () => {
    expect(read(['--fix']).repair).toBe('ask');
    expect(read(['--fix', '--yes']).repair).toBe('write');
    expect(read(['--dry-run', '--fix', '--all'])).toMatchObject({ repair: 'show', isWhole: true });
  });

  test('the last word on colour counts', () => {
    expect(read(['--no-color', '--color']).colour).toBe('always');
    expect(read(['--color', '--no-color']).colour).toBe('never');
  });

  test.each([
    [['--formt=json'], '"--formt" is not an option. Did you mean "--format"?'],
    [['-json'], '"-json" is not an option. Did you mean "--json"?'],
    [['--no-quiet'], '"--no-quiet" is not an option.'],
    [['--constructor'], '"--constructor" is not an option.'],
    [['--format=jsn'], '--format: "jsn" is not a format. Did you mean "json"? Write text, json or github.'],
    [['--format'], '--format has no value. Write --format='],
    [['--format='], '--format has no value.'],
    [['--json', '--format=github'], '--json and --format=github ask for two formats.'],
    [['--quiet=yes'], '--quiet takes no value. Write it without "=yes".'],
    [['--yes'], '--yes is about repairs. Write --fix as well, or leave it out.'],
    [['--dry-run', '--yes'], '--dry-run is about repairs.'],
    [['--fix', '--dry-run', '--yes'], '--dry-run and --yes ask for opposites.'],
    [['--fix', '--json'], '--fix shows its repairs as text, not as json.'],
    [['--fix=all'], '--fix takes no value.'],
    [['--max-warnings'], '--max-warnings has no value.'],
    [['--max-warnings', '--json'], '--max-warnings has no value.'],
    [['--max-warnings=-1'], '--max-warnings: "-1" is not a number.'],
    [['--max-warnings=1.5'], '--max-warnings: "1.5" is not a number.'],
    [['content', 'other'], '"other" is one folder too many.'],
    [[''], 'The folder is empty text.'],
    [['--\u001b[31m'], '"--\ufffd[31m" is not an option.'],
  ])('%j is refused with the cure', (args, message) => {
    expect(refusal(...args)).toContain(message);
  });

  test('the usage names every option', () => {
    for (const option of [
      '--format',
      '--json',
      '--quiet',
      '--max-warnings',
      '--color',
      '--no-color',
      '--help',
    ]) {
      expect(CHECK_USAGE).toContain(option);
      expect(refusal(`${option}z`)).toContain(`Did you mean "${option}"?`);
    }
  });
});
