import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dateChangelog } from '../../.ci/date-changelog.ts';
import { programVersion } from '../../src/release/program-version.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);

test('the version is the newest of the changelog, below which only earlier ones stand', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const lock = JSON.parse(read('package-lock.json')) as {
    version: string;
    packages: Record<string, { version: string }>;
  };
  expect(programVersion()).toBe(version);
  expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);

  const headings = headingsOf(read('CHANGELOG.md'));
  const released = headings.filter((title, at) => at > 0 || title !== 'Unreleased');
  const dated = released.map((title) => /^(\d+)\.(\d+)\.(\d+) \((\d{4}-\d{2}-\d{2})\)$/.exec(title));
  expect(dated).not.toContain(null);
  expect(released[0]).toMatch(new RegExp(`^${version.replaceAll('.', '\\.')} `));

  const rank = (match: RegExpExecArray | null) =>
    [1, 2, 3].map((part) => match?.[part]?.padStart(6, '0')).join('.') + match?.[4];
  expect(dated.map(rank)).toEqual(dated.map(rank).sort().reverse());
});

test('what was unreleased becomes the section of the version', () => {
  const text = '# Changelog\n\n## Unreleased\n\n- More.\n\n## 0.1.0 (2026-11-23)\n\n- First.\n';
  const dated = dateChangelog(text, '0.2.0', '2026-12-01');
  expect(headingsOf(dated)).toEqual(['0.2.0 (2026-12-01)', '0.1.0 (2026-11-23)']);
  expect(dated.replace('0.2.0 (2026-12-01)', 'Unreleased')).toBe(text);
  expect(() => dateChangelog(dated, '0.3.0', '2026-12-02')).toThrow('nothing unreleased');
  const empty = text.replace('- More.\n\n', '');
  expect(() => dateChangelog(empty, '0.2.0', '2026-12-01')).toThrow('nothing unreleased');
});
