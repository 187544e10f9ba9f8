import { beforeEach, expect, test } from 'vitest';
import { type PublishLog, publishLog } from '../../../src/ingest/publish/publish-log.ts';
import type { Problem } from '../../../src/problems/problem.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

const LINK: Problem = {
  file: 'articles/a.md',
  line: 1,
  column: 1,
  severity: 'warning',
  code: 'link-outside',
  message: 'The file is a link that leads out of the content folder; it was not followed.',
  hint: 'Copy the file into the content folder.',
};

let lines: { readonly msg: string }[];
let log: PublishLog;

beforeEach(() => {
  lines = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  log = publishLog(createLogger({ level: 'info', destination }));
});

const said = () => lines.map(({ msg }) => msg);

test('the same problems of a file are told once, until it is clean or has others', () => {
  const other = { ...LINK, line: 2 };
  for (const problems of [[LINK], [LINK], [other], [LINK], [], [], [LINK]]) {
    log.troubled('articles/a.md', problems, true);
  }
  expect(said()).toEqual([
    'file has warnings',
    'file has warnings',
    'file has warnings',
    'nothing is wrong with the file any more',
    'file has warnings',
  ]);
});

test('that there is no article is over when the first is there', () => {
  const missing: Problem = { ...LINK, file: 'articles', severity: 'error', code: 'articles-missing' };
  log.folders([missing, { ...LINK, file: 'articles' }]);
  const change = {
    ...{ file: 'articles/a.md', path: '/2016/07/15/a', change: 'added' as const, fields: [], from: null },
    ...{ id: 'articles/a', wasPublic: false, isPublic: true, previousPath: null, title: 'A' },
    ...{
      placement: {
        id: 'articles/a',
        edition: '',
        section: null,
        topics: [],
        authors: [],
        series: null,
        day: '2016-07-15',
      },
    },
  };
  for (const fields of [[], ['title']]) log.published({ ...change, fields }, null, 1);
  log.folders([{ ...LINK, file: 'articles' }]);
  expect(said()).toEqual([
    'file has errors and is not published',
    'file has warnings',
    'published',
    'published',
  ]);
});

test('an article that is refused with a warning is said not to be published', () => {
  log.troubled('articles/a.md', [LINK], false);
  log.troubled('articles/b.md', [LINK], true);
  log.troubled('pages/about.md', [LINK], false);
  expect(said()).toEqual([
    'file has warnings and is not published',
    'file has warnings',
    'file has warnings',
  ]);
});

test('at the start a few files have a line each, and many are told by what is wrong with them', () => {
  const files = Array.from({ length: 300 }, (_, nth) => ({
    file: `articles/${nth}.md`,
    problems: [
      { ...LINK, file: `articles/${nth}.md`, code: 'key-foreign', about: nth < 200 ? 'layout' : 'comments' },
      ...(nth === 7
        ? [{ ...LINK, file: 'articles/7.md', severity: 'error' as const, code: 'date-invalid' }]
        : []),
    ],
    isServed: nth !== 7,
  }));
  log.foundAtStart(files.slice(0, 20));
  expect(lines).toHaveLength(20);
  lines.length = 0;
  log.foundAtStart(files);
  expect(said()).toEqual(['files have errors', 'files have warnings', 'files have warnings']);
  expect(lines[0]).toMatchObject({ code: 'date-invalid', files: 1, examples: ['articles/7.md:1:1'] });
  expect(lines[1]).toMatchObject({
    code: 'key-foreign',
    about: 'layout',
    files: 200,
    examples: ['articles/0.md:1:1', 'articles/1.md:1:1', 'articles/2.md:1:1'],
    hint: LINK.hint,
  });
  // What was told is known, and told again only where it changes.
  for (const { file, problems, isServed } of files.slice(0, 8)) log.troubled(file, problems, isServed);
  expect(lines).toHaveLength(3);
  log.ready('The Lake Courier', 12);
  expect(lines.at(-1)).toMatchObject({ files: 300, errors: 1, warnings: 300 });
});

test('at the start no more kinds are told than can be read', () => {
  const files = Array.from({ length: 100 }, (_, nth) => ({
    file: `articles/${nth}.md`,
    problems: [{ ...LINK, file: `articles/${nth}.md`, about: `key${nth}` }],
    isServed: true,
  }));
  log.foundAtStart(files);
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toMatchObject({ msg: 'files have other problems', kinds: 70, count: 70 });
});

test('when every page is right it says how many stories there are and how much is wrong', () => {
  log.troubled('articles/a.md', [LINK, { ...LINK, severity: 'error' }], true);
  log.troubled('articles/b.md', [LINK], true);
  log.troubled('articles/b.md', [], true);
  log.ready('The Lake Courier', 12);
  expect(lines.at(-1)).toMatchObject({
    msg: 'content is ready',
    site: 'The Lake Courier',
    stories: 12,
    files: 1,
    errors: 1,
    warnings: 1,
  });
});

test('whoever listens is told what is wrong with a file, and that nothing is any more, once each', () => {
  const heard: [string, number][] = [];
  const destination = { write() {} };
  log = publishLog(createLogger({ level: 'silent', destination }), (file, problems) =>
    heard.push([file, problems.length]),
  );
  for (const problems of [[], [LINK], [LINK], [], []]) log.troubled('articles/a.md', problems, true);
  expect(heard).toEqual([
    ['articles/a.md', 1],
    ['articles/a.md', 0],
  ]);
});
