import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DraftPreview } from '../../../src/desk/preview/previewer.ts';
import type { RunningPreviews } from '../../../src/runtime/preview/run-previews.ts';
import { type Newsroom, openNewsroom, story } from '../../ingest/open-newsroom.ts';
import { beside, openPreviews, ORIGIN, pageOf, PREFIX, SITE } from './open-previews.ts';

let room: Newsroom;
let previews: RunningPreviews;
beforeEach(async () => {
  room = openNewsroom({
    'articles/a.md': story('The harbour opens', 'authors: [Lake Desk]\nsection: World'),
    'articles/b.md': story('The ferry sails'),
    'pages/about.md': '---\ntitle: About us\n---\nWho we are.\n',
  });
  await (await room.start()).close();
  previews = openPreviews(room);
});
afterEach(async () => {
  await previews.close();
  await room.dispose();
});

const draft = (file: string, text: string): Promise<DraftPreview> => previews.draft(file, Buffer.from(text));
const problemsOf = (found: DraftPreview): string[] => found.problems.map(({ code }) => code);

describe('a file that is no article is shown where it stands', () => {
  test.each([
    ['pages/about.md', '---\ntitle: About us\n---\nWe are others now.\n', '/about', 'We are others now.'],
    [
      'pages/imprint.md',
      '---\ntitle: Imprint\ndraft: true\n---\nNot yet public.\n',
      '/imprint',
      'Not yet public.',
    ],
    [
      'authors/lake-desk.md',
      '---\nname: Lake Desk\n---\nWrites of water.\n',
      '/authors/lake-desk',
      'Writes of water.',
    ],
    [
      'front.yaml',
      'lead:\n  article: articles/b.md\nbanner:\n  text: The pass is closed.\n',
      '/',
      'The pass is closed.',
    ],
    ['labels.yaml', 'corrections: Put right\n', '/', 'Put right'],
  ])('%s', async (file, text, path, words) => {
    const found = await draft(file, text);
    expect(found).toMatchObject({ path, facts: { story: null } });
    const page = await pageOf(previews, path, beside(file, text));
    expect(page.status).toBe(200);
    expect(page.text).toContain(words);
  });

  test('pins and partners as well', async () => {
    const pins = 'articles/b.md';
    expect(await draft('top-stories.yaml', `- ${pins}\n`)).toMatchObject({ kind: 'page', path: '/' });
    const partners =
      '- name: The Other Paper\n  homePage: https://other.example/\n  items:\n    - title: Their news\n      url: https://other.example/a\n';
    expect(await draft('partners.yaml', partners)).toMatchObject({ kind: 'page', path: '/partners' });
  });

  test('a broken one is not, and says what is wrong', async () => {
    const found = await draft('front.yaml', 'blocks: [\n');
    expect(found.kind).toBe('none');
    expect(found.problems[0]).toMatchObject({ file: 'front.yaml', severity: 'error' });
    expect((await draft('site.yaml', 'name: X\n')).kind).toBe('none');
    expect((await draft('notes.txt', 'Anything')).kind).toBe('none');
  });
});

describe('a story', () => {
  test('that cannot be published is none, and its frame says why', async () => {
    const text = '---\ntitle: Broken\ndate: tomorow\n---\nText.\n';
    expect(problemsOf(await draft('articles/c.md', text))).toContain('date-invalid');
    const page = await pageOf(previews, '/', beside('articles/c.md', text));
    expect(page.status).toBe(200);
    expect(page.text).toContain('articles/c.md, line 3:');
    expect(problemsOf(await draft('articles/d.md', ''))).not.toEqual([]);
  });

  test('that is no text is none', async () => {
    const found = await previews.draft('articles/c.md', Buffer.from([0xff, 0xfe, 0x00]));
    expect(found).toMatchObject({ kind: 'none', problems: [{ code: 'encoding-utf16' }] });
  });

  test('tells its warnings and its facts', async () => {
    const found = await draft(
      'articles/c.md',
      story('Два паруса', 'description: На озере.\nlanguage: ru\ncolour: red', 'Раз два три.'),
    );
    expect(problemsOf(found)).toContain('key-unknown');
    expect(found).toMatchObject({
      facts: {
        searchTitle: 'Два паруса | The Test Times',
        searchDescription: 'На озере.',
        url: `${ORIGIN}/ru/2016/07/15/c`,
        story: {
          headlineLength: 10,
          standfirstLength: 9,
          words: 3,
          minutes: 1,
          language: 'ru',
          isDraft: false,
          picture: null,
        },
      },
    });
  });

  test('whose text takes too long is given up, and the next is shown', async () => {
    const deep = `${'> '.repeat(2_000)}x\n`;
    const found = await draft('articles/c.md', story('Deep', '', `${deep}${'- '.repeat(3_000)}y`));
    expect(['none', 'page']).toContain(found.kind);
    expect(await draft('articles/c.md', story('Plain'))).toMatchObject({ kind: 'page' });
  }, 120_000);

  test('that expired is shown, and one that is public is shown as it is written now', async () => {
    const text = story('The harbour opens', 'expires: 2016-08-01');
    expect((await pageOf(previews, '/2016/07/15/a', beside('articles/a.md', text))).status).toBe(200);
    const front = await pageOf(previews, '/', beside('articles/a.md', story('The harbour will open')));
    expect(front.text).toContain('The harbour will open');
    expect(front.text).not.toContain('The harbour opens');
  });

  test('whose address is another’s is none', async () => {
    const found = await draft('articles/c.md', story('Taken', 'slug: a'));
    expect(found.kind === 'none' || found.path !== '/2016/07/15/a').toBe(true);
    expect(found.problems).not.toEqual([]);
  });
});

test('a picture beside a draft is shown, and files that no public text names', async () => {
  const picture = await sharp({ create: { width: 1_600, height: 900, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();
  writeFileSync(join(room.contentDir, 'articles/lake.jpg'), picture);
  writeFileSync(join(room.contentDir, 'articles/notes.txt'), 'What was said.\n');
  const text = story(
    'With a picture',
    'image: {src: lake.jpg, alt: A lake, credit: Lake Desk}',
    '![A lake](lake.jpg)\n\n[The notes](notes.txt)',
  );
  expect(await draft('articles/c.md', text)).toMatchObject({
    facts: {
      story: {
        picture: { src: '/articles/lake.jpg', alt: 'A lake', credit: 'Lake Desk', width: 1_600, height: 900 },
      },
    },
  });
  const view = beside('articles/c.md', text);
  const page = await pageOf(previews, '/2016/07/15/c', view);
  const pictures = [...page.text.matchAll(/\/preview\/TOKEN(\/pictures\/[\w.-]+\.jpg)/g)].map(
    ([, path = '']) => path,
  );
  expect(pictures.length).toBeGreaterThan(0);
  const small = await previews.answer({ path: pictures[0] ?? '', headers: {}, view, prefix: PREFIX });
  expect([small.status, small.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect((await pageOf(previews, '/articles/notes.txt', view)).text).toBe('What was said.\n');
  // On the public site nobody names it.
  expect((await pageOf(previews, '/articles/notes.txt', SITE)).status).toBe(404);
}, 120_000);

describe('the address of one story', () => {
  const view = { ...SITE, scope: 'story' as const, draft: { file: 'articles/c.md', bytes: null } };
  const TEXT = story('A story that waits', 'draft: true\nsection: World', 'Text, and [another](a.md).');

  test('shows it as it stands on the disk, and leads on to the public site', async () => {
    room.write('articles/c.md', TEXT);
    const entry = await pageOf(previews, '/', view);
    expect([entry.status, entry.headers['location']]).toEqual([302, `${PREFIX}/2016/07/15/c`]);
    const page = await pageOf(previews, '/2016/07/15/c', view);
    expect(page.text).toContain('A story that waits');
    expect(page.text).toContain('This story is not published.');
    expect(page.text).toContain(`href="${ORIGIN}/2016/07/15/a"`);
    expect(page.text).toContain(`href="${ORIGIN}/sections/world"`);
    expect(page.text).not.toContain(`"${PREFIX}/sections`);
    expect(page.text).toMatch(/href="\/preview\/TOKEN\/assets\//);
    const other = await pageOf(previews, '/sections/world?page=2', view);
    expect([other.status, other.headers['location']]).toEqual([302, `${ORIGIN}/sections/world?page=2`]);
    room.write('articles/c.md', TEXT.replace('waits', 'is mended'));
    expect((await pageOf(previews, '/2016/07/15/c', view)).text).toContain('A story that is mended');
  });

  test('ends when the story is published, and leads there', async () => {
    room.write('articles/c.md', TEXT);
    expect((await pageOf(previews, '/2016/07/15/c', view)).status).toBe(200);
    room.write('articles/c.md', story('A story that waited'));
    await room.start();
    const page = await pageOf(previews, '/2016/07/15/c', view);
    expect([page.status, page.headers['location']]).toEqual([302, `${ORIGIN}/2016/07/15/c`]);
    expect(page.headers['cache-control']).toBe('private, no-store');
  });

  test('says so where the file is gone', async () => {
    const page = await pageOf(previews, '/', view);
    expect(page.status).toBe(404);
    expect(page.text).toContain('The story is not there any more');
  });
});
