import sharp from 'sharp';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbedFacts } from '../../src/domain/embeds/embed-facts.ts';
import { type Newsroom, openNewsroom, type Running, SITE, story } from '../ingest/open-newsroom.ts';
import { pdfOf, SOUND_FILES } from '../media/files/files.ts';
import { addressesOf, type CachedSite, openCachedSite } from './cached-site.ts';

const WATCH = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const FILM = '![The quay](/media/quay.mp4 "At *noon*")';
const FILES = {
  'articles/film.md': story('Film', '', `Text.\n\n${FILM}`),
  'articles/sound.md': story('Sound', '', '![An interview](talk.mp3)'),
  'articles/paper.md': story('Paper', '', 'The [report](/media/report.pdf) and ![chart](/media/chart.svg).'),
  'articles/gallery.md': story(
    'Gallery',
    'image: { src: /media/one.jpg, alt: One }',
    '![One](/media/one.jpg) ![Two](/media/two.jpg)',
  ),
  'articles/embed.md': story('Embed', '', `Text.\n\n${WATCH}`),
  'pages/about.md': `---\ntitle: About\n---\n${FILM}\n\n${WATCH}\n`,
  'authors/ann.md': `---\nname: Ann\npicture: { src: /media/ann.jpg, alt: Ann }\n---\n[CV](/media/cv.pdf)\n`,
};

let room: Newsroom;
let running: Running;
let site: CachedSite;
let facts: EmbedFacts | null = null;
let told = 0;
let writes = 0;

beforeAll(async () => {
  room = openNewsroom(FILES);
  running = await room.start();
  await running.ingest.picturesRead;
  await running.ingest.relatedFound;
  site = openCachedSite(
    (work) => running.ask(work),
    () => Date.now() + room.ahead,
  );
});
afterAll(() => room.dispose());

function put(file: string, bytes: Buffer | string | undefined): void {
  const path = join(room.contentDir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes ?? '');
  writes += 1;
  utimesSync(path, 1_500_000_000 + writes, 1_500_000_000 + writes);
}

const jpeg = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 100, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();
const drawing = (width: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="90"><rect width="9" height="9"/></svg>`;

/** Has the provider asked, a hundred days later than the last time. */
async function tell(given: EmbedFacts | null): Promise<void> {
  facts = given;
  room.ahead += 100 * 86_400_000;
  running.ingest.embeds.follow(async () => (facts === null ? { kind: 'nothing' } : { kind: 'told', facts }));
  await running.ingest.embeds.idle();
}

const CARD: EmbedFacts = { title: 'The launch', author: 'TV', text: null, pictureUrl: null, seconds: 60 };

/** In this order, each upon the one before; the path of a page that is made anew. */
const CHANGES: readonly (readonly [string, string, () => void | Promise<void>])[] = [
  ['a clip that comes', 'film', () => put('media/quay.mp4', SOUND_FILES['mp4'])],
  ['its poster', 'film', async () => put('media/quay.jpg', await jpeg(300))],
  ['another poster', 'film', async () => put('media/quay.jpg', await jpeg(400))],
  ['its captions', 'film', () => put('media/quay.vtt', SOUND_FILES['vtt'])],
  ['captions in another language', 'film', () => put('media/quay.hy.vtt', SOUND_FILES['vtt'])],
  ['no captions', 'film', () => room.remove('media/quay.vtt')],
  ['no poster', 'film', () => room.remove('media/quay.jpg')],
  ['a clip that goes', 'film', () => room.remove('media/quay.mp4')],
  ['a recording', 'sound', () => put('articles/talk.mp3', SOUND_FILES['mp3'])],
  ['a PDF that comes', 'paper', () => put('media/report.pdf', pdfOf('A report'))],
  ['a longer PDF', 'paper', () => put('media/report.pdf', `${pdfOf('A report')}${' '.repeat(50_000)}`)],
  [
    'a PDF with a script',
    'paper',
    () => put('media/report.pdf', pdfOf('A', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')),
  ],
  ['a web page named .pdf', 'paper', () => put('media/report.pdf', '<html><script>alert(1)</script>')],
  ['a PDF in its place', 'paper', () => put('media/report.pdf', pdfOf('A report'))],
  ['no PDF', 'paper', () => room.remove('media/report.pdf')],
  ['a drawing', 'paper', () => put('media/chart.svg', drawing(500))],
  ['another drawing', 'paper', () => put('media/chart.svg', drawing(700))],
  ['the first picture of two', 'gallery', async () => put('media/one.jpg', await jpeg(300))],
  ['the second', 'gallery', async () => put('media/two.jpg', await jpeg(300))],
  [
    'another caption',
    'gallery',
    () =>
      room.write(
        'articles/gallery.md',
        FILES['articles/gallery.md'].replace('two.jpg', 'two.jpg "Two *boats*"'),
      ),
  ],
  ['no first picture', 'gallery', () => room.remove('media/one.jpg')],
  ['a portrait', '', async () => put('media/ann.jpg', await jpeg(300))],
  ['a file of an author', '', () => put('media/cv.pdf', pdfOf('CV'))],
  ['what a provider tells', 'embed', () => tell(CARD)],
  ['another title', 'embed', () => tell({ ...CARD, title: 'The landing' })],
  ['nothing any more', 'embed', () => tell(null)],
  ['a host of the newsroom’s own', '', () => room.write('site.yaml', `${SITE}formerHosts: [old.test]\n`)],
];

test.each(CHANGES)('no finished page is out of date after %s', async (_name, changed, change) => {
  await site.warm(running.ask((catalog, now) => addressesOf(catalog, now, ['/about', '/authors/ann'])));
  const all = site.kept();
  await change();
  await running.ingest.catchUp();
  const keys = running.published.slice(told);
  for (const one of keys) site.drop({ keys: one });
  told = running.published.length;
  expect(await site.stale()).toEqual([]);
  expect(keys.length).toBeGreaterThan(0);
  if (changed !== '') expect(site.kept()).toBeLessThan(all);
});
