import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ENVIRONMENT } from '../../config/environment.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { atMost, type Output, runCommand, UsageError } from '../command-line.ts';
import { beginNewsroom } from '../newsroom/begin-newsroom.ts';
import { createFile } from '../../storage/create-file.ts';
import { makeNeutralIcons } from '../newsroom/neutral-icons.ts';
import { nextSteps } from '../newsroom/next-steps.ts';
import { samplePictures } from '../newsroom/sample/sample-pictures.ts';

const USAGE = `Usage: dateline init FOLDER [options]

  Begins a newsroom of your own in a folder that is empty or not there yet: site.yaml, a first article, a page about it,
  and icons that are nobody's mark.

  --name=NAME       the name of the site; that of the folder by default
  --url=ORIGIN      its public address, such as https://www.example.org
  --language=TAG    its language, as BCP 47 writes it; en by default
  --time-zone=ZONE  its time zone, such as Europe/London; this machine's by default
  --sample          begin with a full house to try the site with: two dozen invented stories, drawn pictures, edited fronts
  --help            print this

Example: dateline init courier --name="The Lake Courier" --language=en --url=https://courier.example

Exit code: 0, 1 when it could not be written, 2 for a wrong call.
`;

const OPTIONS = {
  name: { type: 'string', example: '--name="The Lake Courier"' },
  url: { type: 'string', example: '--url=https://www.example.org' },
  language: { type: 'string', example: '--language=en' },
  'time-zone': { type: 'string', example: '--time-zone=Europe/London' },
  sample: { type: 'boolean' },
} as const;

/** Begins a newsroom in a new folder. Returns the exit code. `now` is in milliseconds since 1970. */
export function init(
  args: readonly string[],
  output: Output,
  errors: Output,
  now: () => number = Date.now,
): Promise<number> {
  return runCommand(
    args,
    { name: 'init', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async ({ given, words }) => {
      const [folder] = atMost(1, words, 'is one folder too many. Begin one newsroom at a time.');
      if (folder === undefined || folder.trim() === '') throw new UsageError('There is no folder. Name one.');
      const origin = readOrigin(given.get('url'));
      const name = given.get('name') ?? nameOf(folder);
      const language = given.get('language') ?? 'en';
      const timeZone = given.get('time-zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
      const isSample = given.has('sample');
      const texts = beginNewsroom({ name, language, timeZone, origin, isSample }, now());
      const refusal = whyNotEmpty(folder);
      if (refusal !== null) {
        errors.write(`${showHidden(folder)} ${refusal}\n`);
        return 1;
      }
      try {
        for (const [file, text] of texts) createFile(join(folder, file), text);
        for (const [file, bytes] of await makeNeutralIcons()) createFile(join(folder, 'icons', file), bytes);
        mkdirSync(join(folder, 'media'), { recursive: true });
        if (isSample) {
          for await (const [file, bytes] of samplePictures()) createFile(join(folder, file), bytes);
        }
      } catch (error) {
        errors.write(`${showHidden(folder)} cannot be written: ${(error as Error).message}\n`);
        return 1;
      }
      output.write(nextSteps(folder, { origin, language, stories: isSample ? countStories(texts) : null }));
      return 0;
    },
  );
}

const countStories = (texts: ReadonlyMap<string, string>): number =>
  [...texts.keys()].filter((file) => file.startsWith('articles/')).length;

/** `lake-courier` → `Lake courier`. */
function nameOf(folder: string): string {
  const words = basename(resolve(folder))
    .replace(/[-_.\s]+/gu, ' ')
    .trim();
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function readOrigin(url: string | undefined): string | null {
  if (url === undefined) return null;
  const { data, error } = ENVIRONMENT.SITE_URL.schema.safeParse(url.trim());
  if (data !== undefined) return data;
  throw new UsageError(`--url: ${quoteText(url)} ${error?.issues[0]?.message ?? 'is no origin.'}`);
}

/** Why a newsroom cannot begin in a folder; null where it can. */
function whyNotEmpty(folder: string): string | null {
  try {
    const [first] = readdirSync(folder);
    return first === undefined ? null : 'is not empty, and nothing in it is touched. Name another folder.';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    return code === 'ENOTDIR' ? 'is a file. Name another folder.' : `cannot be read: ${message}`;
  }
}
