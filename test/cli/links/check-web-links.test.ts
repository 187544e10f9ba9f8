import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askLinks } from '../../../src/cli/links/ask-links.ts';
import { checkWebLinks } from '../../../src/cli/links/check-web-links.ts';
import { webLinksOf } from '../../../src/cli/links/collect-web-links.ts';
import type { LinkAnswer } from '../../../src/fetch/ask-link.ts';

const TEXT = `---
title: T
canonical: https://original.example/
---

A [dead](https://dead.example/x#part) one, <https://moved.example/a>, <a href="https://fine.example/">x</a>,
[two](https://dead.example/x) and https://late.example/, \`https://code.example\`, [own](/about), [m](mailto:a@b.example).

[three][1]

[1]: https://moved.example/b#c
`;
const ANSWERS: Readonly<Record<string, LinkAnswer>> = {
  'https://dead.example/x': { kind: 'dead', why: 'no server has that name' },
  'https://moved.example/a': { kind: 'moved', to: 'https://new.example/a' },
  'https://moved.example/b': { kind: 'moved', to: 'https://new.example/b' },
  'https://late.example/': { kind: 'unchecked', why: 'no answer in time' },
};
const links = webLinksOf('articles/a.md', TEXT);
let asked: string[] = [];
let now = 0;
let folder: string;
const options = (cacheFile: string | null) => ({
  ask: async (url: string): Promise<LinkAnswer> => {
    asked.push(url);
    return ANSWERS[url] ?? { kind: 'fine' };
  },
  width: 2,
  pauseMs: 0,
  wholeMs: 60_000,
  onProgress() {},
  cacheFile,
  now: () => now,
});

beforeEach(() => {
  asked = [];
  now = 1_000_000_000_000;
  folder = mkdtempSync(join(tmpdir(), 'dateline-links-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('links to other sites are found in the text, with their places', () => {
  expect(links.map(({ to, line, isInPlace }) => [to, line, isInPlace])).toEqual([
    ['https://dead.example/x#part', 6, true],
    ['https://moved.example/a', 6, true],
    ['https://fine.example/', 6, true],
    ['https://dead.example/x', 7, true],
    ['https://late.example/', 7, true],
    ['https://moved.example/b#c', 9, false],
  ]);
  expect(webLinksOf('articles/deep.md', `${'>'.repeat(5000)} https://x.example`)).toEqual([]);
});

describe('checkWebLinks', () => {
  test('tells what is dead and what has moved, and of the rest in one line', async () => {
    const { problems, summary } = await checkWebLinks(links, options(null));
    expect(problems.map(({ line, code, fix }) => [line, code, fix?.repaired])).toEqual([
      [6, 'link-dead', undefined],
      [6, 'link-moved', 'https://new.example/a'],
      [7, 'link-dead', undefined],
      [9, 'link-moved', undefined],
    ]);
    expect(problems[3]?.hint).toBe('Write https://new.example/b#c there.');
    expect(summary).toBe(
      'Links to other sites: 5 addresses, 1 dead, 2 moved; 1 could not be checked (no answer in time: 1)\n',
    );
    expect(asked.filter((url) => url.startsWith('https://dead'))).toHaveLength(1);
  });

  test('believes an answer for a day, and asks again what gave none', async () => {
    const file = join(folder, 'deep', 'links.json');
    const first = await checkWebLinks(links, options(file));
    asked = [];
    now += 23 * 60 * 60_000;
    expect((await checkWebLinks(links, options(file))).problems).toEqual(first.problems);
    expect(asked).toEqual(['https://late.example/']);
    asked = [];
    now += 2 * 60 * 60_000;
    await checkWebLinks(links, options(file));
    expect(asked).toHaveLength(5);
    writeFileSync(file, '{"version":1,"answers":5}');
    asked = [];
    await checkWebLinks(links, options(file));
    expect(asked).toHaveLength(5);
  });
});

describe('askLinks', () => {
  test('asks so many hosts at once, and never one of them twice at a time', async () => {
    const busy = new Set<string>();
    let most = 0;
    const urls = ['a', 'b', 'c', 'd'].flatMap((host) =>
      [1, 2, 3].map((nth) => `https://${host}.example/${nth}`),
    );
    const answers = await askLinks([...urls, ...urls], {
      ...options(null),
      async ask(url) {
        const { host } = new URL(url);
        expect(busy.has(host)).toBe(false);
        busy.add(host);
        most = Math.max(most, busy.size);
        await new Promise((resolve) => setTimeout(resolve, 5));
        busy.delete(host);
        return { kind: 'fine' };
      },
    });
    expect([answers.size, most]).toEqual([12, 2]);
  });

  test('ends in time', async () => {
    const urls = ['https://a.example/1', 'https://a.example/2'];
    const answers = await askLinks(urls, {
      ...options(null),
      wholeMs: 20,
      pauseMs: 60_000,
    });
    expect(answers.get('https://a.example/2')).toEqual({ kind: 'unchecked', why: 'no time left' });
  });
});
