import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ENVIRONMENT } from '../src/config/environment.ts';
import { createTrustSchema } from '../src/config/trust-fields.ts';
import { createAuthorSchema } from '../src/content/authors/author-schema.ts';
import { LIMIT_ROWS } from '../src/content/front-matter/limit-keys.ts';
import {
  createBannerSchema,
  createBlockSchema,
  createFrontSchema,
  createPickSchema,
} from '../src/content/fronts/front-schema.ts';
import { createArticleSchema } from '../src/content/articles/schema.ts';
import { SAMPLE_SITE } from './support/sample-site.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${ROOT}README.md`, 'utf8');

/** The cells of the table that follows a header row, without code marks. */
function tableAfter(header: string, text = readme): string[][] {
  const start = text.indexOf(header);
  if (start < 0) throw new Error(`there is no table "${header}"`);
  const lines = text.slice(start).split('\n').slice(2);
  const rows = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('README', () => {
  test('lists the front matter that the schema takes, in its words', () => {
    const fields = Object.entries(createArticleSchema(SAMPLE_SITE).shape);
    expect(fields.length).toBeGreaterThan(15);
    expect(tableAfter('| field | what it says |')).toEqual(
      fields.map(([name, field]) => [name, field.description]),
    );
  });

  test('lists the front matter of authors, in the schema’s words', () => {
    expect(tableAfter('| key | what it says |')).toEqual(
      Object.entries(createAuthorSchema().shape).map(([name, field]) => [name, field.description]),
    );
  });

  test('docs/machines.md lists the keys of trust, in the schema’s words', () => {
    const machines = readFileSync(`${ROOT}docs/machines.md`, 'utf8');
    expect(tableAfter('| key | what it says |', machines)).toEqual(
      Object.entries(createTrustSchema().shape).map(([name, field]) => [name, field.description]),
    );
  });

  test('lists the environment that the program reads', () => {
    expect(tableAfter('| variable | default | meaning |')).toEqual(
      Object.entries(ENVIRONMENT).map(([name, { fallback, meaning }]) => [name, fallback, meaning]),
    );
  });

  test('names every folder of src, and no other', () => {
    const named = tableAfter('| folder | what is in it |').flatMap(([cell = '']) => cell.split(', '));
    for (const path of named) expect(existsSync(ROOT + path), path).toBe(true);
    const folders = readdirSync(`${ROOT}src`, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'main.ts',
    );
    expect(named.filter((path) => path.startsWith('src/') && !/\.\w+$/.test(path)).sort()).toEqual(
      folders.map(({ name }) => `src/${name}`).sort(),
    );
  });
});

test('docs/fronts.md lists what files of fronts say, in the schemas’ words', () => {
  const fronts = readFileSync(`${ROOT}docs/fronts.md`, 'utf8');
  const rowsOf = (schema: { readonly shape: object }) =>
    Object.entries(schema.shape).map(([name, field]) => [
      name,
      (field as { description?: string }).description,
    ]);
  const { timeZone } = SAMPLE_SITE;
  expect(tableAfter('| front | what it says |', fronts)).toEqual(rowsOf(createFrontSchema()));
  expect(tableAfter('| pick | what it says |', fronts)).toEqual(rowsOf(createPickSchema(timeZone)));
  expect(tableAfter('| block | what it says |', fronts)).toEqual(rowsOf(createBlockSchema(SAMPLE_SITE)));
  expect(tableAfter('| banner | what it says |', fronts)).toEqual(rowsOf(createBannerSchema(timeZone)));
});

test('nobody is led to npx dateline, which outside a clone is another author’s package', () => {
  const docs = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md'));
  const texts = ['README.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)];
  expect(texts.filter((name) => /npx (?:-\S+ )*dateline/.test(readFileSync(ROOT + name, 'utf8')))).toEqual(
    [],
  );
});

test('docs/hiding.md lists the keys that hide, as the program reads them', () => {
  const hiding = readFileSync(`${ROOT}docs/hiding.md`, 'utf8');
  expect(tableAfter('| keys | what they do |', hiding)).toEqual(
    LIMIT_ROWS.map(({ keys, says }) => [keys.join(', '), says.replaceAll('`', '')]),
  );
});

describe('scripts', () => {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: object };
  const contributing = readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8');

  test('those that documents name are there', () => {
    const pages = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md'));
    for (const name of ['README.md', 'CONTRIBUTING.md', ...pages.map((page) => `docs/${page}`)]) {
      const text = readFileSync(ROOT + name, 'utf8');
      const named = [
        ...text.matchAll(/npm run (?:--silent )?([a-z:-]+)|`((?:long|bench|test|check):[a-z-]+)`/g),
      ];
      const missing = named
        .map(([, run, cited]) => run ?? cited ?? '')
        .filter((script) => !(script in scripts) && !script.endsWith(':'));
      expect(missing, name).toEqual([]);
    }
  });

  test('long ones are listed in CONTRIBUTING.md', () => {
    const listed = tableAfter('| script | what it looks for |', contributing).flatMap(([cell = '']) =>
      cell.split(', '),
    );
    expect(Object.keys(scripts).filter((name) => name.startsWith('long:') && !listed.includes(name))).toEqual(
      [],
    );
  });
});
