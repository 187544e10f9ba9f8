import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoryHistory } from '../../../src/pages/history/story-history.ts';
import { openRevisions, type Revisions, revisionsFile } from '../../../src/revisions/open-revisions.ts';
import { createStoryHistory } from '../../../src/runtime/server/story-history.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { NOW, TEST_SITE } from '../../content/test-site.ts';

const FILE = 'articles/ferry.md';
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let folder: string;
let revisions: Revisions;
let history: StoryHistory;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'story-history-'));
  revisions = openRevisions({
    file: revisionsFile(folder),
    now: () => NOW,
    log: createLogger({ level: 'silent' }),
  });
  history = createStoryHistory({ revisions, site: () => TEST_SITE });
});
afterEach(() => {
  revisions.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Kept {
  readonly date?: string;
  readonly more?: string;
  readonly isMinor?: boolean;
  readonly isRefused?: boolean;
}

/** Keeps a version that is so many hours old. */
function keep(
  hoursAgo: number,
  text: string,
  { date = '2016-07-15', more = '', ...kind }: Kept = {},
): string {
  const bytes = Buffer.from(`---\ntitle: A ferry\ndate: ${date}\n${more}---\n\n${text}\n`);
  const [id] = revisions.keep([
    { file: FILE, bytes, at: NOW - hoursAgo * HOUR_MS, by: null, why: null, ...kind },
  ]);
  return revisions.list(FILE, 100).find((one) => one.id === id)?.digest ?? '';
}

const textsNow = (): (string | null)[] =>
  (history.versions(FILE, NOW) ?? []).map(({ said }) => said?.body.trim() ?? null);

describe('versions that readers had', () => {
  test('newest first, with when readers had them first', () => {
    keep(5, 'One.');
    keep(3, 'Two.', { isMinor: true });
    keep(1, 'Three.');
    expect(textsNow()).toEqual(['Three.', 'Two.', 'One.']);
    const [, second] = history.versions(FILE, NOW) ?? [];
    expect(second).toMatchObject({ at: NOW - 3 * HOUR_MS, isMinor: true, removed: null });
    expect(history.versions(FILE, NOW, 2)).toHaveLength(2);
  });

  test('one that says the same to readers is no other', () => {
    keep(5, 'One.');
    keep(3, 'One.', { more: 'topics: [lakes]\n' });
    expect(history.versions(FILE, NOW)).toMatchObject([{ at: NOW - 5 * HOUR_MS }]);
  });

  test('a file that nobody knows has none', () => {
    expect(history.versions('articles/none.md', NOW)).toEqual([]);
  });
});

describe('what was never public stays so', () => {
  test('drafts before the first publication', () => {
    keep(9, 'Secret source.', { more: 'draft: true\n' });
    keep(8, 'Secret source again.', { more: 'draft: true\n' });
    keep(3, 'One.');
    keep(1, 'Two.');
    expect(textsNow()).toEqual(['Two.', 'One.']);
  });

  test('what was replaced before its embargo ended; the one that stood then is of that time', () => {
    keep(9, 'Half of it.', { date: '2016-07-20 11:00' });
    keep(8, 'All of it.', { date: '2016-07-20 11:00' });
    keep(0.5, 'Mended.', { date: '2016-07-20 11:00' });
    expect(textsNow()).toEqual(['Mended.', 'All of it.']);
    expect(history.versions(FILE, NOW)?.[1]?.at).toBe(NOW - HOUR_MS);
  });

  test('what was refused, and what could not be read', () => {
    keep(9, 'One.');
    keep(8, 'Refused.', { isRefused: true });
    keep(7, 'Broken.', { date: 'someday' });
    keep(1, 'Two.');
    expect(textsNow()).toEqual(['Two.', 'One.']);
  });

  test('a text whose front matter asks for a password, in another system’s words', () => {
    keep(9, 'For members.', { more: 'password: hunter2\n' });
    keep(1, 'For all.');
    expect(textsNow()).toEqual(['For all.']);
  });
});

describe('what was withdrawn stays withdrawn', () => {
  test.each<[string, () => void]>([
    ['as a draft', () => void keep(5, 'Libel.', { more: 'draft: true\n' })],
    ['by a new embargo', () => void keep(5, 'Libel.', { date: '2016-07-20 10:30' })],
    ['by its end', () => void keep(5, 'Libel.', { more: 'expires: 2016-07-20 09:00\n' })],
    [
      'by its deletion',
      () => void revisions.keep([{ file: FILE, bytes: null, at: NOW - 5 * HOUR_MS, by: null, why: null }]),
    ],
  ])('%s', (_name, withdraw) => {
    keep(9, 'Libel.');
    withdraw();
    keep(2, 'No libel.');
    keep(1, 'No libel at all.');
    expect(textsNow()).not.toContain('Libel.');
    expect(textsNow().slice(0, 2)).toEqual(['No libel at all.', 'No libel.']);
  });

  test('a version that was taken away has no words, and says why', () => {
    keep(9, 'One.');
    const digest = keep(5, 'A name.');
    keep(1, 'Two.');
    expect(textsNow()).toEqual(['Two.', 'A name.', 'One.']);
    revisions.redact(FILE, digest, { why: 'It named a minor.' });
    expect(textsNow()).toEqual(['Two.', null, 'One.']);
    expect(history.versions(FILE, NOW)?.[1]).toMatchObject({ said: null, removed: 'It named a minor.' });
    revisions.redact(FILE, digest, null);
    expect(textsNow()).toEqual(['Two.', 'A name.', 'One.']);
  });
});

describe('the work is bounded', () => {
  test('of a large file it is told that it changed', () => {
    keep(5, 'One.');
    keep(1, 'word '.repeat(60_000));
    expect(history.versions(FILE, NOW)?.map(({ said }) => said === null)).toEqual([true, false]);
  });

  test('of five hundred versions the newest fifty are read, in as many goes as that takes', () => {
    for (let at = 500; at > 0; at -= 1) keep(at / 10, `Text ${at}. ${'A few words more. '.repeat(400)}`);
    let goes = 0;
    let found: ReturnType<StoryHistory['versions']> = null;
    while (found === null && goes < 100) {
      found = history.versions(FILE, NOW);
      goes += 1;
    }
    expect(found).toHaveLength(50);
    expect(history.versions(FILE, NOW + DAY_MS)).toHaveLength(50);
  });
});
