import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../bench/archive/random.ts';
import type { Reply } from '../../../bench/lib/connection.ts';
import { breakInEveryWay } from './breakage.ts';
import { findFaults } from './check-page.ts';
import { createSubject, noteVersion } from './subject.ts';
import { findTokens, writeToken } from './token.ts';
import { parseArticles } from '../../../src/content/articles/parse-articles.ts';
import { TEST_SITE } from '../../content/test-site.ts';

const textOf = (version: number): string =>
  `${writeToken('7', version, 'title')} ${writeToken('7', version, 'last')}`;

function threeVersions() {
  const subject = createSubject('7');
  noteVersion(subject, textOf(0), true);
  noteVersion(subject, textOf(1), false);
  noteVersion(subject, textOf(2), true);
  return subject;
}

const page = (text: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(`${text}</html>\n`),
  ms: 1,
});

const kindsOf = (reply: Reply, floor = -1): string[] => {
  const own = threeVersions();
  return findFaults(reply, { own, floor }, new Map([['7', own]])).map(({ kind }) => kind);
};

test('tokens are found again, with the parts of each version', () => {
  const found = findTokens(`a ${textOf(2)} b ${writeToken('pins', 10, 'title')}`);
  expect([...(found.get('7') ?? [])]).toEqual([[2, 'tz']]);
  expect([...(found.get('pins') ?? [])]).toEqual([[10, 't']]);
});

describe('a page', () => {
  test('of one version that was written is right', () => {
    expect(kindsOf(page(textOf(2)))).toEqual([]);
    expect(kindsOf(page(textOf(0)), 0)).toEqual([]);
  });

  test.each([
    ['that mixes two versions', page(textOf(0) + textOf(2)), 'torn page'],
    ['that lacks a part', page(writeToken('7', 2, 'title')), 'torn page'],
    ['of a version that cannot be read', page(textOf(1)), 'broken version served'],
    ['of a version that nobody wrote', page(textOf(3)), 'unknown version'],
    ['of something else', page('hello'), 'another page'],
    ['that is cut', { ...page(''), body: Buffer.from('<html>') }, 'page is cut'],
    ['with a server error', page('', 503), 'status 503'],
  ])('%s is a fault', (_name, reply, kind) => {
    expect(kindsOf(reply)).toContain(kind);
  });

  test('older than what was shown before is a fault', () => {
    expect(kindsOf(page(textOf(0)), 2)).toEqual(['went back']);
  });
});

test('every way to break a text makes it unreadable, or says that it does not', () => {
  const front = [
    'title: A story',
    'description: Of one line',
    'date: 2020-02-03 10:00',
    'topics: [one, two]',
  ];
  const text = `---\n${front.join('\n')}\n---\n\nFirst one.\n\n${'A middle. '.repeat(40)}\n\nLast one.\n`;
  for (const { name, bytes, isReadable } of breakInEveryWay(text, createRandom(1))) {
    const [parsed] = parseArticles([{ file: 'articles/a.md', text: bytes.toString() }], TEST_SITE, 'full');
    expect({ name, isReadable: parsed?.article !== null }).toEqual({ name, isReadable });
  }
});
