import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanPicture } from '../../../src/media/clean/clean-picture.ts';
import { markedJpeg } from '../../support/marked-pictures.ts';
import { inspectContent } from '../../../src/ingest/build/inspect-content.ts';

let folder: string;
const write = (file: string, bytes: string | Buffer): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), bytes);
};
const inspect = async (): Promise<string[]> => {
  const { problems } = await inspectContent(folder, { now: Date.now, threads: 2, onProgress: () => {} });
  return problems.map(
    ({ file, line, column, severity, code }) => `${file}:${line}:${column} ${severity} ${code}`,
  );
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-pictures-'));
  write('site.yaml', 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('missing and broken pictures are told where they are shown', async () => {
  write(
    'media/good.jpg',
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer(),
  );
  write('media/broken.jpg', 'not a picture');
  write(
    'articles/a.md',
    '---\ntitle: A\ndate: 2016-07-15\nimage:\n  src: /media/gone.jpg\n  alt: A\n---\n![G](/media/good.jpg)\n\n![B](/media/broken.jpg)\n',
  );
  write(
    'articles/b.md',
    '---\ntitle: B\ndate: 2016-07-15\n---\nThe file gone-too.jpg is lost.\n\n![G](gone.jpg)\n',
  );
  write('pages/about.md', '---\ntitle: About\n---\nWe.\n\n<img alt="A" src="/media/broken.jpg">\n');
  expect(await inspect()).toEqual([
    'articles/a.md:5:8 warning picture-missing',
    'articles/a.md:10:6 error picture-unknown-format',
    'articles/b.md:7:6 warning picture-missing',
    'pages/about.md:6:19 error picture-unknown-format',
  ]);
});

test('a picture under the extension of another format is a warning', async () => {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  write('media/quay.jpg', png);
  write('articles/a.md', '---\ntitle: A\ndate: 2016-07-15\n---\n![Q](/media/quay.jpg)\n');
  expect(await inspect()).toEqual(['articles/a.md:5:6 warning picture-wrong-extension']);
});

test('a broken picture that is only mentioned is told under its own file', async () => {
  write('media/broken.jpg', 'not a picture');
  write('articles/a.md', '---\ntitle: A\ndate: 2016-07-15\n---\nSee /media/broken.jpg here.\n');
  expect(await inspect()).toEqual(['media/broken.jpg:1:1 error picture-unknown-format']);
});

test('the missing portrait of an author is told', async () => {
  write('authors/desk.md', '---\nname: The Desk\npicture: {src: /media/gone.jpg, alt: A}\n---\nWe.\n');
  write(
    'authors/other.md',
    '---\nname: The Other Desk\npicture: /media/gone.jpg\n---\n![G](/media/too.jpg)\n',
  );
  expect((await inspect()).filter((problem) => problem.includes('picture-missing'))).toEqual([
    'authors/desk.md:3:16 warning picture-missing',
    'authors/other.md:3:10 warning picture-missing',
    'authors/other.md:5:6 warning picture-missing',
  ]);
});

test('a picture that tells its place is told once, with the cure', async () => {
  write('media/abroad.jpg', await markedJpeg('exif'));
  write('media/edited.jpg', await markedJpeg('xmp'));
  write('media/home.jpg', await cleanPicture(await markedJpeg('exif'), 'jpeg'));
  const names = ['abroad', 'edited', 'home'].map((name) => `![A](/media/${name}.jpg)`).join('\n\n');
  write('articles/a.md', `---\ntitle: A\ndate: 2016-07-15\n---\n${names}\n`);
  write('articles/b.md', '---\ntitle: B\ndate: 2016-07-15\nimage: {src: abroad.jpg, alt: A}\n---\nText.\n');
  expect(await inspect()).toEqual([
    'media/abroad.jpg:1:1 warning picture-tells-place',
    'media/edited.jpg:1:1 warning picture-tells-place',
  ]);
});

test('a picture that is found elsewhere is no fault; the places of one that is nowhere are told', async () => {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  write('site.yaml', 'name: T\nlanguage: en\ntimeZone: UTC\nformerHosts: [old.example]\n');
  write('media/images/Quay.PNG', png);
  write('media/uploads/ferry.png', png);
  write('articles/deep/down/map.png', png);
  const shown = [
    '![A](../images/quay.png)',
    '![A]({{ site.baseurl }}/images/quay.png)',
    '![A](https://old.example/wp-content/uploads/ferry-300x200.png?w=300)',
    '![[map.png|A]]',
  ];
  const head = '---\ntitle: A\ndate: 2016-07-15\n---\n';
  write('articles/2016/a.md', `${head}${shown.join('\n\n')}\n`);
  write('articles/2016/b.md', `${head}![A](photos/map.png)\n`);
  const { problems } = await inspectContent(folder, { now: Date.now, threads: 1, onProgress: () => {} });
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    'articles/2016/b.md:5 The picture articles/2016/photos/map.png is not there, nor is media/photos/map.png.',
  ]);
});

describe('the cure for a picture that is not there names the one that is', () => {
  test.each([
    ['photo.png', 'photo.jpg', 'media/photo.png is there: write that name'],
    ['photo of us.jpeg', 'photo-of-us.jpg', 'media/photo of us.jpeg is there: write that name'],
    ['photo.heic', 'photo.jpg', 'export it as a JPEG named photo.jpg'],
    ['e\u0301t\u00e9.jpg', '\u00e9t\u00e9.jpg', 'its accents are written in another way'],
    ['other.jpg', 'photo.jpg', 'Put the file there'],
    ['photo2.jpg', 'photo1.jpg', 'Put the file there'],
  ])('%s for %s', async (there, written, cure) => {
    write(`media/${there}`, 'x');
    for (const [file, src] of [
      ['articles/a.md', `/media/${written}`],
      ['articles/b.md', written],
    ]) {
      write(file ?? '', `---\ntitle: A\ndate: 2016-07-15\n---\n![A](<${src}>)\n`);
    }
    const { problems } = await inspectContent(folder, { now: Date.now, threads: 1, onProgress: () => {} });
    const hints = problems.filter(({ code }) => code === 'picture-missing').map(({ hint }) => hint);
    expect(hints).toEqual([expect.stringContaining(cure), expect.stringContaining(cure)]);
  });

  test.each([
    ['cafe\u0301.jpg', 'caf\u00e9.jpg'],
    ['caf\u00e9.jpg', 'cafe\u0301.jpg'],
  ])('%s is there for %s', async (there, written) => {
    write(`media/${there}`, 'x');
    write('articles/a.md', `---\ntitle: A\ndate: 2016-07-15\n---\n![A](/media/${written})\n`);
    const { problems } = await inspectContent(folder, { now: Date.now, threads: 1, onProgress: () => {} });
    expect(problems.map(({ code }) => code)).toEqual(['picture-unknown-format']);
  });
});

test('files that are missing, or not what their names say, are told at the links to them', async () => {
  write('media/page.pdf', '<html>');
  write('media/good.pdf', '%PDF-1.4\n');
  write(
    'articles/a.md',
    '---\ntitle: A\ndate: 2016-07-15\n---\n[P](/media/page.pdf), [N](none.zip)\n\n[G](good.pdf)\n',
  );
  write('pages/about.md', '---\ntitle: About\n---\n<a href="/media/page.pdf">P</a>\n');
  expect(await inspect()).toEqual([
    'articles/a.md:5:5 error file-web-page',
    'articles/a.md:5:27 warning file-missing',
    'pages/about.md:4:10 error file-web-page',
  ]);
});

test('a broken copy of a picture of another host is told where a text shows that picture', async () => {
  write(
    'site.yaml',
    'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\npictures: {hosts: [cdn.example.org, old.example.org]}\nformerHosts: [old.example.org]\n',
  );
  write('media/cdn.example.org/a/boat.jpg', 'not a picture');
  write('media/up/quay.jpg', 'not a picture');
  write(
    'articles/a.md',
    '---\ntitle: A\ndate: 2016-07-15\n---\nText.\n\n![B](https://cdn.example.org/a/boat.jpg)\n\n![Q](https://old.example.org/up/quay.jpg)\n\n![N](https://old.example.org/up/none.jpg)\n',
  );
  expect(await inspect()).toEqual([
    'articles/a.md:7:6 error picture-unknown-format',
    'articles/a.md:9:6 error picture-unknown-format',
  ]);
});
