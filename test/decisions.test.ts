import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${ROOT}docs/decisions/`;

interface Decision {
  readonly file: string;
  readonly number: number;
  readonly title: string;
  /** How and by which file it is superseded, as the decision and its row say it. */
  readonly superseded: string | undefined;
  readonly text: string;
}

const index = readFileSync(`${FOLDER}README.md`, 'utf8');
const files = readdirSync(FOLDER)
  .filter((name) => name !== 'README.md')
  .sort();
const decisions = files.map(readDecision);

function readDecision(file: string): Decision {
  const text = readFileSync(FOLDER + file, 'utf8');
  const [, number = '', title = ''] = /^# (\d+)\. (.+)\n/.exec(text) ?? [];
  const mark = /^Superseded (?:in part )?by \[(\d+)\. .+\]\((.+?)\)/m.exec(text);
  const superseded = mark && `${mark[0].split('[')[0]?.trim().toLowerCase()} ${mark[1]} ${mark[2]}`;
  return { file, number: Number(number), title, superseded: superseded ?? undefined, text };
}

/** The rows of the index: number, file, title, and how it is superseded. */
function rowsOfIndex() {
  return index
    .split('\n')
    .filter((line) => line.startsWith('| ['))
    .map((line) => {
      const [, link = '', title = '', why = ''] = line.split('|').map((cell) => cell.trim());
      const [, number, file = ''] = /^\[(\d+)\]\((.+)\)$/.exec(link) ?? [];
      const mark = /\((superseded (?:in part )?by) \[(\d+)\]\((.+?)\)\)$/.exec(why);
      const superseded = mark ? `${mark[1]} ${mark[2]} ${mark[3]}` : undefined;
      return { number: Number(number), file, title, superseded };
    });
}

describe('docs/decisions', () => {
  test('is numbered from 1 without gaps, each number once, in the name and in the title', () => {
    expect(files.filter((name) => !/^\d{3}-[a-z0-9]+(-[a-z0-9]+)*\.md$/.test(name))).toEqual([]);
    const numbers = files.map((name) => Number(name.slice(0, 3)));
    expect(numbers).toEqual(files.map((_, at) => at + 1));
    expect(decisions.map(({ number }) => number)).toEqual(numbers);
  });

  test('has each decision in its index, in order, with its title and what supersedes it', () => {
    expect(rowsOfIndex()).toEqual(
      decisions.map(({ number, file, title, superseded }) => ({ number, file, title, superseded })),
    );
  });

  test('has decisions superseded only by later ones that are there', () => {
    const superseded = decisions.filter((decision) => decision.superseded);
    expect(superseded.length).toBeGreaterThan(2);
    for (const { file, number, superseded: mark = '' } of superseded) {
      const [later = '', laterFile = ''] = mark.split(' ').slice(-2);
      expect(files, file).toContain(laterFile);
      expect(Number(laterFile.slice(0, 3)), file).toBe(Number(later));
      expect(Number(later), file).toBeGreaterThan(number);
    }
    const marks = decisions.filter(({ text }) => /\bsuperseded\b/i.test(text.slice(0, 300)));
    expect(marks.map(({ file }) => file)).toEqual(superseded.map(({ file }) => file));
  });

  test('has short files, and names those that link to each other as they are called', () => {
    for (const { file, title, text } of decisions) {
      expect(title.length, file).toBeGreaterThan(5);
      expect(text.split('\n').length, file).toBeLessThanOrEqual(file === '001-dependencies.md' ? 60 : 40);
      const links = [...text.matchAll(/\]\((\d{3}-.+?\.md)\)/g)].map(([, name = '']) => name);
      expect(
        links.filter((name) => !files.includes(name)),
        file,
      ).toEqual([]);
    }
  });

  test('names only source files that exist, but where it is superseded', () => {
    const names = new Set(
      ['src', 'test', 'bench', 'views', 'public'].flatMap((folder) =>
        readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
      ),
    );
    const exists = (name: string) => [...names].some((path) => `/${path}`.endsWith(`/${name}`));
    const named = decisions
      .filter(({ superseded }) => !superseded)
      .flatMap(({ file, text }) =>
        [...text.matchAll(/`([a-z][\w/.-]*\.(?:ts|sql|cjs|css|ejs))`/g)].map(([, name = '']) => ({
          file,
          name,
        })),
      );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ name }) => !exists(name))).toEqual([]);
  });

  test('has the reason of every dependency', () => {
    const table = readFileSync(`${FOLDER}001-dependencies.md`, 'utf8');
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(`${ROOT}package.json`, 'utf8'),
    ) as Record<string, object>;
    const packages = Object.keys({ ...dependencies, ...devDependencies });
    const cells = table
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .flatMap((row) => (row.split('|')[1] ?? '').replace(/\(dev\)/, '').split(','))
      .map((cell) => cell.trim());
    expect(packages.filter((name) => !name.startsWith('@types/') && !cells.includes(name))).toEqual([]);
  });
});
