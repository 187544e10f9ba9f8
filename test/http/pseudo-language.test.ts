import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { wordsOf } from '../../src/words/words-of.ts';
import { openTestSite, type TestSite } from '../support/open-test-site.ts';
import { pseudoLabels } from '../support/pseudo-language.ts';
import { type Listening, listenHere } from './listen-here.ts';

/** A newsroom without a Latin letter in what readers see, in a language that the interface does not speak. */
const FILES: Readonly<Record<string, string>> = {
  'labels.yaml': pseudoLabels(),
  'site.yaml': `name: Весник
description: Навіны для спробаў.
language: be
locale: be
timeZone: Europe/Minsk
place: Менск
sections:
  - name: Свет
  - name: Эканоміка
`,
  'pages/about.md': '---\ntitle: Пра нас\n---\nМы пішам.\n',
  'partners.yaml':
    '- name: Сусед\n  url: https://neighbour.example/\n  feed: https://neighbour.example/feed.xml\n',
  'articles/a.md': `---
title: Размова пра гавань
description: Кароткі змест.
date: 2016-07-15 09:30
updated: 2016-07-16 10:00
section: Свет
type: opinion
author: Аддзел навін
translator: Аддзел перакладаў
location: Гомель
topics: [Гавань, Рака]
series: Гавань
part: 1
keyPoints: [Першае., Другое.]
source: Сусед
license: CC0
corrections:
  - date: 2016-07-17
    text: Назва была іншая.
---
Тэкст з заўвагай[^1].

[^1]: Заўвага.

> [!NOTE]
> Нататка.

## Першая частка

${'Слова '.repeat(300)}

## Другая частка

| А | Б |
| --- | --- |
| 1 | 2 |

## Трэцяя частка

https://www.youtube.com/watch?v=aaaaaaaaaaa
`,
  'articles/b.md': `---
title: Другая размова
date: 2016-07-18
section: Свет
type: analysis
author: Аддзел навін
topics: [Гавань]
series: Гавань
part: 2
---
Тэкст.
`,
  ...Object.fromEntries(
    Array.from({ length: 45 }, (_, index) => [
      `articles/n${index}.md`,
      `---\ntitle: Навіна ${index}\ndate: 2015-0${(index % 9) + 1}-03\nsection: Эканоміка\ntopics: [Гавань]\nauthor: Аддзел навін\n---\nТэкст.\n`,
    ]),
  ),
};

let folder: string;
let site: TestSite;
let app: Listening;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-pseudo-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  site = await openTestSite(folder);
  app = await listenHere(site.app);
});
afterAll(async () => {
  app.close();
  await site.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string) => {
  const answer = await fetch(app.url + encodeURI(decodeURI(path)), { headers: { Host: 'courier.test' } });
  return { status: answer.status, body: await answer.text() };
};

/** Names of others, of formats, and of what readers type into the search. */
const NAMES =
  /\b(?:RSS|Atom|JSON(?: Feed)?|Facebook|Telegram|Bluesky|Mastodon|WhatsApp|LinkedIn|YouTube|CC0|X|MB|kB|HTTP)\b|\b(?:section|author|topic|lang|after|before):\S*|youtube\.com\S*|https?:\S*|[\w-]+\.(?:test|md|xml|json)\b/g;

const decode = (text: string) => text.replace(/&(?:amp|quot|lt|gt);/g, ' ');

/** Words in Latin letters that somebody is shown or told. */
function untranslated(html: string): string[] {
  const markup = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ');
  const attributes = [
    ...markup.matchAll(
      /\s(?:aria-label|title|placeholder|alt|data-(?:copied|forgotten|full|refused|online|front|title))="([^"]*)"/g,
    ),
    ...markup.matchAll(
      /<meta (?:name="description"|property="og:(?:title|description|site_name|image:alt)") content="([^"]*)"/g,
    ),
  ].map(([, value = '']) => value);
  const texts = markup.replace(/<[^>]*>/g, '\n').split('\n');
  return [...texts, ...attributes]
    .map((text) => decode(text).replace(NAMES, '').trim())
    .filter((text) => /[A-Za-z]{2,}/.test(text));
}

test('the pseudo-language is seen, and its lack', () => {
  expect(
    untranslated('<p title="Κλοσε">Σεαρψη RSS</p><p aria-label="Pages">Older <b>stories</b></p>'),
  ).toEqual(['Older', 'stories', 'Pages']);
  expect(pseudoLabels()).toContain('{count, plural, one {# ςτορυ} other {# ςτοριες}}'.replaceAll('ς', 'σ'));
});

describe('no word of the interface is left in English', () => {
  test.each([
    ['/', 200],
    ['/?page=2', 200],
    ['/sections/свет', 200],
    ['/sections/эканоміка?page=2', 200],
    ['/topics', 200],
    ['/authors', 200],
    ['/series', 200],
    ['/archive', 200],
    ['/2015', 200],
    ['/2016/07', 200],
    ['/2016/07/15', 200],
    ['/corrections', 200],
    ['/partners', 200],
    ['/about', 200],
    ['/offline', 200],
    ['/search', 200],
    ['/search?q=Навіна', 200],
    ['/search?q=Навіна&page=2', 200],
    ['/search?q=слоўка', 200],
    ['/search?q=section:няма author:няма topic:няма after:калісьці', 200],
    ['/search?q=Навіна&page=99999', 400],
    ['/nowhere', 404],
  ])('%s', async (path, expected) => {
    const { status, body } = await get(path);
    expect(status).toBe(expected);
    expect(untranslated(body)).toEqual([]);
  });

  test('on error pages that stand alone', () => {
    const labels = Object.fromEntries(
      pseudoLabels()
        .trim()
        .split('\n')
        .map((line) => {
          const [, key = '', text = ''] = /^([\w-]+): (.*)$/.exec(line) ?? [];
          return [key, String(JSON.parse(text))];
        }),
    );
    const page = createStandalonePage(readErrorPage());
    page.speak({ words: wordsOf({ language: 'be', locale: 'be' }, { '': labels }), language: 'be' });
    const all = [400, 403, 404, 405, 408, 410, 412, 413, 414, 417, 431, 500, 501, 502, 503, 505];
    const left = all.flatMap((status) => untranslated(page.get(status).encoded('identity').bytes.toString()));
    expect(left).toEqual([]);
  });

  test('in stories, and in lists that they lead to', async () => {
    const lists = await Promise.all(['/2016/07', '/topics', '/authors', '/series'].map(get));
    const links = lists.flatMap(({ body }) =>
      [...body.matchAll(/href="(\/[^"#?]*)"/g)].map(([, path = '']) => path),
    );
    const isStory = (path: string) => /^\/(?:20\d\d\/\d\d\/\d\d\/|topics\/|authors\/|series\/)/.test(path);
    const paths = [...new Set(links)].filter((path) => isStory(path) && !/\.(?:xml|json)$/.test(path));
    expect(paths.length).toBeGreaterThan(5);
    const left = await Promise.all(
      paths.slice(0, 40).map(async (path) => [path, ...untranslated((await get(path)).body)]),
    );
    expect(left.filter(({ length }) => length > 1)).toEqual([]);
  });

  test.each([
    '/feed.xml',
    '/feed.atom',
    '/feed.json',
    '/corrections/feed.xml',
    '/opensearch.xml',
    '/llms.txt',
  ])('%s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    const english =
      /\b(?:Published|Updated|stories|Search|Corrections?|Opinion|newest|Sections|About|Feeds|Sitemap|every story|Footnotes|Note|In short|License|Source)\b/g;
    const shown = path.endsWith('.json') ? body : body.replace(/<[^>]*>/g, ' ');
    expect(shown.match(english) ?? []).toEqual([]);
    expect(/[\uFDD0-\uFDD4]/.test(body)).toBe(false);
  });
});
