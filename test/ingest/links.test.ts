import { afterEach, describe, expect, test } from 'vitest';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running } from './open-newsroom.ts';

/** Small texts as archives have them. */
const ARCHIVE: Readonly<Record<string, string>> = {
  'articles/05-proto.md':
    '---\ntitle: Protocol relative\ndate: 2020-01-05\n---\n\nA [link](//example.org/page) here.\n',
  'articles/09-liquid.md':
    '---\ntitle: Liquid\ndate: 2020-01-09\n---\n\nSee [the notes][1].\n\n[1]: {{ site.url }}/notes\n',
  'articles/14-mdlink.md':
    '---\ntitle: Link to file\ndate: 2020-01-14\n---\n\nSee [the other](05-proto.md) and [this](./de/2020-01-07-release.md).\n',
  'articles/18-attr.md': '---\ntitle: Attr lists\ndate: 2020-01-18\n---\n\n==marked== [[Wiki|link]]\n',
  'articles/de/2020-01-07-release.md':
    '---\ntitle: Freigabe\nlang: de\n---\n\nText. [Nothing](/2020/01/05/nothing)\n',
};

let room: Newsroom;
afterEach(() => room.dispose());

const pathOf = (site: Running, title: string): string => {
  const found = site.ask((catalog, now) => catalog.list({ kind: 'all' }, { now, limit: 50, offset: 0 }));
  return found.find((one) => one.title === title)?.path ?? '';
};
const bodyOf = (site: Running, title: string): string => {
  const found = site.ask((catalog, now) => catalog.resolve(pathOf(site, title), now));
  return found.kind === 'article' ? found.article.bodyHtml : found.kind;
};
const told = () =>
  room.logged
    .filter(({ msg }) => msg === 'file has warnings')
    .flatMap(({ file, problems }) =>
      (problems as { code: string; line: number }[]).map(({ code }) => `${file} ${code}`),
    );
const codesOf = async () => {
  const { problems } = await inspectContent(room.contentDir, { now: Date.now, threads: 1, onProgress() {} });
  return problems.flatMap(({ file, line, column, code }) =>
    code.startsWith('link') ? [`${file}:${line}:${column} ${code}`] : [],
  );
};

describe('links of an archive', () => {
  test('lead to the articles, and those that lead nowhere are told', async () => {
    room = openNewsroom({
      ...ARCHIVE,
      'pages/about.md': '---\ntitle: About\n---\nWe [do](/nothing-here). [x](../articles/14-mdlink.md)\n',
    });
    expect(await codesOf()).toEqual([
      'articles/05-proto.md:6:10 link-mended',
      'articles/09-liquid.md:6:5 link-dead',
      'articles/18-attr.md:6:12 link-to-file',
      'articles/de/2020-01-07-release.md:6:17 link-dead',
      'pages/about.md:4:9 link-dead',
    ]);
    const site = await room.start();
    expect(bodyOf(site, 'Protocol relative')).toContain(
      '<a href="https://example.org/page" rel="external noopener">',
    );
    expect(bodyOf(site, 'Liquid')).toContain('<a href="/notes">the notes</a>');
    const [proto, release] = [pathOf(site, 'Protocol relative'), pathOf(site, 'Freigabe')];
    expect(bodyOf(site, 'Link to file')).toBe(
      `<p>See <a href="${proto}">the other</a> and <a href="${release}">this</a>.</p>`,
    );
    expect(bodyOf(site, 'Attr lists')).toBe('<p><mark>marked</mark> link</p>');
    expect(told().filter((line) => line.includes('link'))).toEqual([
      'articles/05-proto.md link-mended',
      'articles/09-liquid.md link-dead',
      'articles/18-attr.md link-to-file',
      'articles/de/2020-01-07-release.md link-dead',
      'pages/about.md link-dead',
    ]);
    const about = site.ask((catalog, now) => catalog.standingPage('/about', now));
    expect(about?.bodyHtml).toContain(`<a href="${pathOf(site, 'Link to file')}">x</a>`);
  });

  test('follow files that are renamed, and are judged again when what they lead to comes', async () => {
    room = openNewsroom(ARCHIVE);
    const site = await room.start({ isLive: true });
    room.rename('articles/05-proto.md', 'articles/2021-protocol.md');
    await expect.poll(() => pathOf(site, 'Protocol relative'), PATIENCE).toContain('2021-protocol');
    const path = pathOf(site, 'Protocol relative');
    expect(bodyOf(site, 'Link to file')).toContain(`<a href="${path}">the other</a>`);
    expect([...(site.published.at(-1) ?? [])]).toContain('link:05-proto');

    room.save('pages/notes.md', '---\ntitle: Notes\n---\nOurs. [x](/nothing-here)\n');
    await expect.poll(told, PATIENCE).toContain('pages/notes.md link-dead');
    room.save('articles/wiki.md', '---\ntitle: A wiki\ndate: 2020-01-20\n---\n\nText.\n');
    const mended = () =>
      room.logged.filter(({ msg }) => String(msg).startsWith('nothing is wrong')).map(({ file }) => file);
    await expect
      .poll(mended, PATIENCE)
      .toEqual(expect.arrayContaining(['articles/09-liquid.md', 'articles/18-attr.md']));
    expect(bodyOf(site, 'Attr lists')).toBe(
      `<p><mark>marked</mark> <a href="${pathOf(site, 'A wiki')}">link</a></p>`,
    );
  });

  test('to an old address are told with the new one', async () => {
    room = openNewsroom(ARCHIVE);
    const site = await room.start({ isLive: true });
    const before = pathOf(site, 'Protocol relative');
    room.rename('articles/05-proto.md', 'articles/2021-protocol.md');
    await expect.poll(() => pathOf(site, 'Protocol relative'), PATIENCE).not.toBe(before);
    room.save('articles/old.md', `---\ntitle: Old\ndate: 2020-01-20\n---\n\nSee [it](${before}#part).\n`);
    await expect.poll(told, PATIENCE).toContain('articles/old.md link-moved');
    const lines = room.logged
      .filter(({ file }) => file === 'articles/old.md')
      .flatMap(({ problems = [] }) => problems);
    const after = pathOf(site, 'Protocol relative');
    expect(lines).toMatchObject([{ line: 6, column: 10, hint: `Write ${after}#part there.` }]);
  });
});
