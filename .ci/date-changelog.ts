import { readFileSync, writeFileSync } from 'node:fs';
import { programVersion } from '../src/release/program-version.ts';

const CHANGELOG = new URL('../CHANGELOG.md', import.meta.url);
const UNRELEASED = '## Unreleased\n';

/**
 * The changelog with what was unreleased as the section of a version, and no other heading changed. `date` is the
 * day as YYYY-MM-DD. @throws Error when nothing is unreleased: a release without a change is none.
 */
export function dateChangelog(text: string, version: string, date: string): string {
  const [before = '', after] = text.split(UNRELEASED);
  if (after === undefined || !/^\s*- /.test(after)) throw new Error('CHANGELOG.md has nothing unreleased.');
  return `${before}## ${version} (${date})\n${after}`;
}

// `npm version` has raised the version in package.json by now.
if (import.meta.main) {
  const today = Temporal.Now.plainDateISO('UTC').toString();
  writeFileSync(CHANGELOG, dateChangelog(readFileSync(CHANGELOG, 'utf8'), programVersion(), today));
}
