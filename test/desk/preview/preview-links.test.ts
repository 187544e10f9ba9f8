import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPreviewLinks } from '../../../src/desk/preview/open-preview-links.ts';
import type { PreviewLink } from '../../../src/desk/preview/preview-link-store.ts';

const DAY = 86_400_000;
let dataDir: string;
let now: number;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-links-'));
  now = Date.parse('2026-12-01T09:00Z');
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const open = () => openPreviewLinks(dataDir, () => now);
const WISH = { file: 'articles/гавань.md', at: null, by: 'Water desk', days: 7 };

describe('a preview link', () => {
  test('is known by its token until it ends, and outlives a restart', () => {
    using links = open();
    const link = links.make(WISH);
    const token = links.tokenOf(link);
    expect(token).toMatch(/^[\w-]{22}\.[\w-]{43}$/);
    expect(links.verify(token)).toEqual(link);
    expect(links.list()).toEqual([link]);
    now += 7 * DAY - 1;
    {
      using again = open();
      expect(again.verify(token)).toEqual(link);
    }
    now += 1;
    expect(links.verify(token)).toBeNull();
    expect(links.get(link.id)).toBeNull();
    expect(links.list()).toEqual([]);
  });

  test('is none once a single character of its token is another', () => {
    using links = open();
    const token = links.tokenOf(links.make(WISH));
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(links.verify(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    const wrong = [
      '',
      token.slice(1),
      `${token}=`,
      `${token}A`,
      token.toUpperCase(),
      token.replace('.', ''),
      'x'.repeat(9_000),
    ];
    for (const one of wrong) expect(links.verify(one)).toBeNull();
  });

  test('is none where its row was altered: what it shows, as of when, and its end are signed', () => {
    using links = open();
    const link = links.make(WISH);
    const token = links.tokenOf(link);
    const changes: Partial<PreviewLink>[] = [
      { file: 'articles/b.md' },
      { file: null },
      { at: now },
      { until: now + 90 * DAY },
    ];
    for (const change of changes) {
      links.revoke('all', now);
      const row = { ...link, ...change };
      using database = new DatabaseSync(join(dataDir, 'previews.db'));
      database
        .prepare(
          'INSERT INTO preview_link (id, file, at_ms, until_ms, made_ms, made_by) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(row.id, row.file, row.at, row.until, row.madeAt, row.by);
      expect(links.get(link.id)).toEqual(row);
      expect(links.verify(token)).toBeNull();
    }
  });

  test('is none of another site', () => {
    using links = open();
    const token = links.tokenOf(links.make(WISH));
    writeFileSync(join(dataDir, 'previews.key'), Buffer.alloc(32, 1));
    using others = open();
    expect(others.verify(token)).toBeNull();
  });

  test('ends when it is revoked, alone, with all of its file, or with all', () => {
    using links = open();
    const make = (file: string | null) => {
      const link = links.make({ ...WISH, file });
      return { id: link.id, token: links.tokenOf(link) };
    };
    const [a, b, c, site] = [make('articles/a.md'), make('articles/a.md'), make('articles/c.md'), make(null)];
    const works = () => [a, b, c, site].map(({ token }) => links.verify(token) !== null);
    expect(links.revoke({ id: a.id }, now)).toBe(1);
    expect(works()).toEqual([false, true, true, true]);
    expect(links.revoke({ file: 'articles/a.md' }, now)).toBe(1);
    expect(works()).toEqual([false, false, true, true]);
    expect(links.revoke('all', now)).toBe(2);
    expect(works()).toEqual([false, false, false, false]);
    expect(links.revoke({ id: a.id }, now)).toBe(0);
  });

  test.each([0, -1, 91, Number.NaN, Number.POSITIVE_INFINITY])('works for no %d days', (days) => {
    using links = open();
    expect(() => links.make({ ...WISH, days })).toThrow(RangeError);
  });
});

describe('what is kept of them', () => {
  test('is for the server’s user alone, and one secret for all processes', () => {
    using links = open();
    using others = open();
    expect(others.verify(links.tokenOf(links.make(WISH)))).not.toBeNull();
    const secret = join(dataDir, 'previews.key');
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    expect(readFileSync(secret)).toHaveLength(32);
  });

  test('is begun anew where half a secret was written', () => {
    writeFileSync(join(dataDir, 'previews.key'), 'half');
    using links = open();
    expect(links.verify(links.tokenOf(links.make(WISH)))).not.toBeNull();
    expect(readFileSync(join(dataDir, 'previews.key'))).toHaveLength(32);
  });

  test('is set aside where it is damaged', () => {
    {
      using links = open();
      links.make(WISH);
    }
    writeFileSync(join(dataDir, 'previews.db'), 'no database, but long enough to look like one'.repeat(40));
    using links = open();
    expect(links.list()).toEqual([]);
    expect(statSync(join(dataDir, 'previews.db.damaged')).isFile()).toBe(true);
  });
});
