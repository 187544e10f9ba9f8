import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenArchive, openArchive } from '../support/open-archive.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/archives/cases', import.meta.url));

/** Files that readers find, and where. */
const SHOWN: readonly (readonly [file: string, path: string])[] = [
  ['keys/type-of-page.md', '/2024/01/01/type-of-page'],
  ['keys/alias-without-slash.md', '/2024/01/02/alias-without-slash'],
  ['keys/alias-by-number.md', '/2024/01/02/alias-by-number'],
  ['keys/alias-names.md', '/2024/01/02/alias-names'],
  ['keys/tag-of-dots.md', '/2024/01/03/tag-of-dots'],
  ['keys/long-byline.md', '/2024/01/04/long-byline'],
  ['keys/nested-categories.md', '/2024/01/05/nested-categories'],
  ['keys/unknown-section.md', '/2024/01/06/unknown-section'],
  ['keys/no-series.md', '/2024/01/07/no-series'],
  ['keys/series-map.md', '/2024/01/07/series-map'],
  ['keys/same-key-twice.md', '/2024/01/08/same-key-twice'],
  ['keys/marks-in-title.md', '/2024/01/10/marks-in-title'],
  ['keys/old-url-keys.md', '/2024/01/11/old-url-keys'],
  ['keys/author-map.md', '/2024/01/12/author-map'],
  ['keys/tag-objects.md', '/2024/01/13/tag-objects'],
  ['keys/image-url.md', '/2024/01/14/image-url'],
  ['keys/cover-image.md', '/2024/01/15/cover-image'],
  ['keys/hero-image.md', '/2024/01/16/hero-image'],
  ['keys/teaser.md', '/2024/01/17/teaser'],
  ['keys/tags-by-blanks.md', '/2024/01/18/tags-by-blanks'],
  ['dates/rfc.md', '/2024/03/01/rfc'],
  ['dates/slashes.md', '/2024/03/02/slashes'],
  ['dates/long.md', '/2024/03/03/long'],
  ['dates/short.md', '/2024/03/04/short'],
  ['dates/milliseconds.md', '/2024/03/05/milliseconds'],
  ['dates/one-digit.md', '/2024/03/06/one-digit'],
  ['dates/unix.md', '/2024/03/07/unix'],
  ['dates/created-at.md', '/2024/03/08/created-at'],
  ['dates/date-published.md', '/2024/03/09/date-published'],
  ['dates/offset-of-hours.md', '/2024/03/10/offset-of-hours'],
  ['dates/2024-03-11_underscore.md', '/2024/03/11/underscore'],
  ['dates/2024-03-12.by-dot.md', '/2024/03/12/by-dot'],
  ['dates/2024-03-13-1430.with-hour.md', '/2024/03/13/with-hour'],
  ['dates/2024/03/14/from-folders.md', '/2024/03/14/from-folders'],
  ['dates/map.md', '/2024/03/15/map'],
  ['fences/header-lines.md', '/2024/04/01/header-lines'],
  ['fences/dots.md', '/2024/04/02/dots'],
  ['fences/comment-first.md', '/2024/04/03/comment-first'],
  ['fences/in-a-comment.md', '/2024/04/04/in-a-comment'],
  ['fences/unindented.md', '/2024/04/05/unindented'],
  ['fences/no-title.md', '/2024/04/06/no-title'],
  ['fences/2024-04-07-title-from-name.md', '/2024/04/07/title-from-name'],
  ['names/a/index.md', '/2024/05/01/a'],
  ['names/b/index.md', '/2024/05/01/b'],
  ['names/en/2024-05-02-release.md', '/2024/05/02/release'],
  ['names/de/2024-05-02-release.md', '/de/2024/05/02/release'],
  ['names/story.fr.md', '/fr/2024/05/03/story'],
  ['names/2024-05-04-عَبَّارَة-البُحَيْرَة.md', '/ar/2024/05/04/عبارة-البحيرة'],
  ['names/2024-05-04-नमस्ते-दुनिया.md', '/hi/2024/05/04/नमस्ते-दुनिया'],
  ['names/story.mkd', '/2024/05/05/story'],
  ['names/story-in.mdx', '/2024/05/06/story-in'],
  ['bodies/without-scheme.md', '/2024/06/01/without-scheme'],
  ['bodies/root-picture.md', '/2024/06/02/root-picture'],
  ['bodies/beside-posts.md', '/2024/06/03/beside-posts'],
  ['bodies/link-to-file.md', '/2024/06/04/link-to-file'],
  ['bodies/wiki.md', '/2024/06/05/wiki'],
  ['bodies/liquid.md', '/2024/06/06/liquid'],
  ['bodies/admonition.md', '/2024/06/07/admonition'],
  ['bodies/caption.md', '/2024/06/08/caption'],
  ['bodies/php.md', '/2024/06/09/php'],
];

/** Files that ask to be hidden: held back, or shown and told. */
const LIMITED = [
  'status-draft',
  'publish-false',
  'is-draft',
  'private',
  'unlisted',
  'not-visible',
  'hidden',
  'password',
  'members',
];

/** What a reader finds on a page, or does not. */
const PAGES: readonly (readonly [path: string, has: readonly string[], hasNot: readonly string[]])[] = [
  ['/2024/01/10/marks-in-title', ['Seen: The Lake, boat and quay &amp; more'], ['&lt;em&gt;', '**quay**']],
  ['/2024/01/12/author-map', ['Culture Desk'], []],
  ['/2024/01/13/tag-objects', ['Lakes'], []],
  ['/2024/04/04/in-a-comment', ['In a comment', 'The boat sailed at noon.'], ['.. slug']],
  ['/2024/04/01/header-lines', ['Header lines', 'Culture Desk'], ['Category: News']],
  [
    '/2024/05/06/story-in',
    ['The boat sailed.', '<strong>warm</strong>'],
    ['import Box', 'Ask the captain', '{quay}'],
  ],
  ['/2024/06/01/without-scheme', ['href="https://lake.example/boat"'], []],
  [
    '/2024/06/04/link-to-file',
    ['href="/2024/06/01/without-scheme"', 'href="/de/2024/05/02/release"'],
    ['.md"'],
  ],
  ['/2024/06/05/wiki', ['href="/2024/06/04/link-to-file"', 'the links'], ['[[']],
];

/** Old addresses, and where they lead at once. */
const OLD: readonly (readonly [path: string, to: string])[] = [
  ['/older/boat.html', '/2024/01/02/alias-without-slash'],
  ['/?p=77', '/2024/01/02/alias-by-number'],
  ['/?page_id=78', '/2024/01/02/alias-by-number'],
  ['/old_boat/', '/2024/01/11/old-url-keys'],
  ['/older/boat-story.html', '/2024/01/11/old-url-keys'],
];

describe('files as other systems write them', () => {
  let archive: OpenArchive;
  beforeAll(async () => {
    archive = await openArchive(FOLDER);
  });
  afterAll(() => archive.close());

  const articleOf = (file: string) => archive.articles.find((article) => article.file === file);
  const toldOf = (file: string) => archive.problems.get(file) ?? [];

  test.each(SHOWN)('%s is at %s', (file, path) => {
    const article = articleOf(file);
    expect(toldOf(file).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(article?.path).toBe(path);
    expect(article?.isHeld).toBe(false);
  });

  test.each(LIMITED)('%s is held back or told', (name) => {
    const file = `limits/${name}.md`;
    const article = articleOf(file);
    expect(article === undefined || article.isHeld || toldOf(file).length > 0).toBe(true);
    expect(
      toldOf(file)
        .map(({ message, hint }) => `${message} ${hint}`)
        .join(' '),
    ).not.toContain('does no harm');
  });

  test('an expiry on the day of publication is its end', () => {
    expect(toldOf('keys/expires-that-day.md').filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(articleOf('keys/expires-that-day.md')?.path).toBe('/2024/01/09/expires-that-day');
  });

  test.each(['dates/jalali.md', 'dates/buddhist.md'])('%s is told', (file) => {
    expect(toldOf(file)).not.toEqual([]);
  });

  test('a time in the name of a file is its time', () => {
    const at = articleOf('dates/2024-03-13-1430.with-hour.md')?.publishedMs;
    expect(new Date(at ?? 0).toISOString()).toBe('2024-03-13T13:30:00.000Z');
  });

  test('a section’s page is told and skipped', () => {
    const told = [...toldOf('names/_index.md'), ...toldOf('names')];
    expect(told.map(({ severity }) => severity)).toEqual(['warning']);
    expect(articleOf('names/_index.md')).toBeUndefined();
  });

  test('files of other kinds are told once for each extension', () => {
    const told = [...archive.problems.values()].flat().filter(({ code }) => code === 'kind-not-read');
    expect(
      told
        .map(({ file, message }) => `${file} ${message}`)
        .sort()
        .join('\n'),
    ).toMatch(/\.html[\s\S]*\.txt|\.txt[\s\S]*\.html/);
    expect(told).toHaveLength(2);
  });

  test.each([
    ['keys/tag-of-dots.md', ['Boats']],
    ['keys/tag-objects.md', ['Lakes']],
    ['keys/tags-by-blanks.md', ['boats', 'quays']],
    ['fences/header-lines.md', ['boats', 'quays']],
    ['fences/in-a-comment.md', ['boats', 'quays']],
  ])('%s has the topics %j', (file, topics) => {
    expect(articleOf(file)?.topics).toEqual(topics);
  });

  test.each([
    ['fences/no-title.md', 'The title is the heading'],
    ['fences/2024-04-07-title-from-name.md', 'Title from name'],
    ['fences/unindented.md', 'Quoted over lines'],
  ])('%s is called %s', (file, title) => {
    expect(articleOf(file)?.title).toBe(title);
  });

  test.each(PAGES)('%s shows what its file says', async (path, has, hasNot) => {
    const { status, text } = await request(archive.site.app).get(encodeURI(path));
    expect(status).toBe(200);
    const main = text.slice(text.indexOf('<main'), text.lastIndexOf('</main>'));
    for (const part of has) expect(main).toContain(part);
    for (const part of hasNot) expect(main).not.toContain(part);
  });

  test.each(OLD)('%s leads to %s', async (path, to) => {
    expect(await archive.arrive(path)).toBe(to);
  });
});
