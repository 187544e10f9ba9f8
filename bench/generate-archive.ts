import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ArticleLength, createArchive } from './archive/archive.ts';
import { writeArchive } from './archive/write-archive.ts';
import { wholeNumber } from './lib/arguments.ts';

const USAGE = `Writes an invented archive of articles; the same arguments always write the same bytes.

  node bench/generate-archive.ts --articles 1000 --out FOLDER [--seed 1] [--folders month|day]
    [--varied | --words 450 | --flat-words 450]

  --varied      notes of 60 words to features of 3,000, about 450 on average (the default)
  --words       every article of so many words
  --flat-words  the same, in plain paragraphs under title and date alone
`;

const { values } = parseArgs({
  options: {
    articles: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    folders: { type: 'string', default: 'month' },
    varied: { type: 'boolean', default: true },
    words: { type: 'string' },
    'flat-words': { type: 'string' },
  },
});

if (values.articles === undefined || values.out === undefined) {
  process.stderr.write(USAGE);
  process.exit(1);
}

const folder = resolve(values.out);
const archive = createArchive({
  articles: wholeNumber('--articles', values.articles),
  seed: wholeNumber('--seed', values.seed),
  folders: values.folders === 'day' ? 'day' : 'month',
  length: readLength(),
});
const startedAt = performance.now();
const bytes = writeArchive(archive, folder);
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(
  `${archive.count} articles, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s: ${folder}\n`,
);

function readLength(): ArticleLength {
  if (values['flat-words'] !== undefined) {
    return { kind: 'flat', words: wholeNumber('--flat-words', values['flat-words']) };
  }
  if (values.words !== undefined) return { kind: 'even', words: wholeNumber('--words', values.words) };
  return { kind: 'varied' };
}
