import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FLOORS, TABLE } from './import-table.ts';

const SRC = new URL('../src/', import.meta.url).pathname;
const VIEWS = new URL('../views/', import.meta.url).pathname;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && statSync(join(SRC, name)).isFile() && name !== 'main.ts')
  .sort();
const texts = new Map(files.map((name) => [name, readFileSync(join(SRC, name), 'utf8')]));
const codes = new Map([...texts].map(([name, text]) => [name, withoutComments(text)]));
const imports = files.flatMap(importsOf);

/** Relative imports and re-exports of a file; a statement whose every name is a type counts as a type. */
function importsOf(name: string): Import[] {
  const statements = codes.get(name)?.matchAll(/^(?:import|export)\s([^'";]*?)from\s+'(\.[^']+)'/gm) ?? [];
  const dynamic = codes.get(name)?.matchAll(/\bimport\(\s*'(\.[^']+)'\s*\)/g) ?? [];
  const resolve = (target: string): string => relative(SRC, join(SRC, dirname(name), target));
  return [
    ...[...statements].map(([, clause = '', target = '']) => ({
      from: name,
      to: resolve(target),
      isType: isTypeClause(clause),
    })),
    ...[...dynamic].map(([, target = '']) => ({ from: name, to: resolve(target), isType: false })),
  ];
}

function isTypeClause(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const names = /^\{([^}]*)\}/.exec(clause.trim())?.[1]?.split(',') ?? [];
  const given = names.map((name) => name.trim()).filter((name) => name !== '');
  return given.length > 0 && given.every((name) => name.startsWith('type '));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}

const folderOf = (name: string): string => name.split('/')[0] ?? '';
const subRoomOf = (name: string): string => {
  const [, folder = '', file] = name.split('/');
  return file === undefined ? '.' : folder;
};
const offenders = (pattern: RegExp, isAllowed: (name: string) => boolean): string[] =>
  files.filter((name) => !isAllowed(name) && pattern.test(codes.get(name) ?? ''));

describe('imports', () => {
  test('the scan sees the code', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(imports.length).toBeGreaterThan(150);
    expect(imports.filter(({ to }) => !existsSync(join(SRC, to)))).toEqual([]);
  });

  test('packages are dependencies that npm ci --omit=dev installs', () => {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    const { dependencies } = JSON.parse(text) as { readonly dependencies: object };
    const packages = files.flatMap((name) =>
      [
        ...(codes.get(name) ?? '').matchAll(
          /^(?:import|export)\s([^'";]*?)from\s+'([^.'][^']*)'|\bimport\(\s*'([^.'][^']*)'/gm,
        ),
      ]
        .filter(([, clause = '']) => !isTypeClause(clause))
        .map(([, , fixed, late]) => fixed ?? late ?? '')
        .filter((specifier) => !specifier.startsWith('node:'))
        .map((specifier) =>
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    );
    expect(packages.length).toBeGreaterThan(20);
    expect([...new Set(packages)].filter((name) => !(name in dependencies))).toEqual([]);
  });

  test('every folder stands in the table', () => {
    const folders = [...new Set(files.map(folderOf))];
    expect(folders.filter((folder) => !(folder in TABLE))).toEqual([]);
  });

  test('folders import only what the table allows', () => {
    const forbidden = imports.filter(({ from, to, isType }) => {
      const [here, there] = [folderOf(from), folderOf(to)];
      const rule = TABLE[here];
      if (here === there || rule === undefined) return false;
      return !(rule.values.includes(there) || (isType && (rule.types ?? []).includes(there)));
    });
    expect(forbidden).toEqual([]);
  });

  test('the table allows nothing that is not there', () => {
    const unused = Object.entries(TABLE).flatMap(([here, { values, types = [] }]) => {
      const made = imports.filter(({ from }) => folderOf(from) === here);
      const isMade = (there: string, asValue: boolean): boolean =>
        made.some(({ to, isType }) => folderOf(to) === there && !(asValue && isType));
      return [
        ...values.filter((there) => !isMade(there, true)),
        ...types.filter((there) => !isMade(there, false)),
      ].map((there) => `${here} → ${there}`);
    });
    expect(unused).toEqual([]);
  });

  test.each(Object.keys(FLOORS))('inside %s nothing imports from above', (room) => {
    const floors = FLOORS[room] ?? [];
    const floorOf = (name: string): number => floors.findIndex((floor) => floor.includes(subRoomOf(name)));
    const own = files.filter((name) => folderOf(name) === room);
    expect(own.filter((name) => floorOf(name) === -1)).toEqual([]);
    const rising = imports.filter(
      ({ from, to }) =>
        folderOf(from) === room &&
        folderOf(to) === room &&
        subRoomOf(from) !== subRoomOf(to) &&
        floorOf(to) <= floorOf(from),
    );
    expect(rising).toEqual([]);
  });

  test('docs/where-code-goes.md has the same table and floors', () => {
    const page = readFileSync(new URL('../docs/where-code-goes.md', import.meta.url), 'utf8');
    const list = (names: readonly string[] = []): string => (names.length === 0 ? '–' : names.join(', '));
    const rows = Object.entries(TABLE).map(
      ([room, { values, types }]) => `| \`${room}\` | ${list(values)} | ${list(types)} |`,
    );
    const nameOf = (folder: string): string => (folder === '.' ? 'its own files' : folder);
    const floors = Object.entries(FLOORS).map(
      ([room, all]) => `| \`${room}\` | ${all.map((one) => list(one.map(nameOf))).join(' → ')} |`,
    );
    const told = page.split('\n').filter((line) => /^\| `/.test(line));
    expect(told).toEqual([...rows, ...floors]);
  });

  test('the files that documents name are there', () => {
    const page = readFileSync(new URL('../docs/where-code-goes.md', import.meta.url), 'utf8');
    const named = [...page.matchAll(/`((?:src|test|views|public|docs)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.length).toBeGreaterThan(20);
    const root = new URL('../', import.meta.url).pathname;
    expect(named.filter((path) => !path.includes('NAME') && !existsSync(join(root, path)))).toEqual([]);
  });

  test('the command line reaches the site as the runtime does, not through handlers', () => {
    const reaching = imports.filter(({ from, to }) => folderOf(from) === 'cli' && to.startsWith('http/'));
    expect(reaching).toEqual([]);
  });

  test('no file imports itself by way of others, not even types', () => {
    const graph = Map.groupBy(imports, ({ from }) => from);
    const cycles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (name: string, trail: readonly string[]): void => {
      if (state.get(name) === 'done') return;
      if (state.get(name) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(name)), name].join(' → '));
        return;
      }
      state.set(name, 'open');
      for (const { to } of graph.get(name) ?? []) visit(to, [...trail, name]);
      state.set(name, 'done');
    };
    for (const name of files) visit(name, []);
    expect(cycles).toEqual([]);
  });
});

describe('folders', () => {
  const ROOT = new URL('../', import.meta.url).pathname;
  const under = (top: string) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)))
      .filter((path) => !path.startsWith('test/fixtures/'));

  test('hold at most 25 files directly', () => {
    const all = ['src', 'test', 'bench'].flatMap(under);
    const crowded = Object.entries(Object.groupBy(all, dirname))
      .map(([folder, inside = []]) => `${folder}: ${inside.length}`)
      .filter((line) => Number(line.split(': ')[1]) > 25);
    expect(all.length).toBeGreaterThan(500);
    expect(crowded).toEqual([]);
  });

  test('that have tests are in one of the projects of vitest.config.ts', () => {
    const config = readFileSync(join(ROOT, 'vitest.config.ts'), 'utf8');
    const named = [...config.matchAll(/test\/\{(.+?)\}\//g)].flatMap(([, names = '']) => names.split(','));
    const folders = under('test')
      .filter((path) => path.endsWith('.test.ts') && path.split('/').length > 2)
      .map((path) => path.split('/')[1] ?? '');
    expect([...new Set(folders)].sort()).toEqual([...named, 'browser'].sort());
  });

  test('tests and long runs may use what benches are made of, never the reverse', () => {
    const reaching = under('bench').filter((path) =>
      /from '[./]+\/test\//.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(reaching).toEqual([]);
  });
});

describe('habits', () => {
  test('no barrels, no default exports', () => {
    expect(files.filter((name) => /(^|\/)index\.ts$/.test(name))).toEqual([]);
    expect(offenders(/^export default\b|\bas default\b/m, () => false)).toEqual([]);
  });

  test('the environment is read in config only', () => {
    expect(offenders(/\bprocess\s*\.\s*env\b|\bprocess\s*\[/, (name) => folderOf(name) === 'config')).toEqual(
      [],
    );
  });

  test('the clock is an argument, read only where the site is put together', () => {
    const clock =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\b|\bhrtime\b/;
    expect(offenders(clock, (name) => ['runtime', 'cli'].includes(folderOf(name)))).toEqual([]);
  });

  test('files stay readable: at most 250 lines', () => {
    // What the interface says in a language is one table, however long.
    const isTable = (name: string): boolean =>
      /^words\/(?:en|languages\/[a-z]{2,3}(?:-[a-z]+)?)\.ts$/i.test(name);
    const long = files.filter((name) => !isTable(name) && (texts.get(name) ?? '').split('\n').length > 251);
    expect(long).toEqual([]);
  });
});

describe('what factories are given', () => {
  /** The few that take eight things or more: one is the whole site, one all that feeds say, the others are given what few callers change. */
  const WIDE = [
    'AssembleOptions',
    'FeedContext',
    'IngestOptions',
    'KeptDatabaseOptions',
    'PollFeedsOptions',
    'SearchServiceOptions',
  ];
  const declared = new Map(
    files.flatMap((name) =>
      [...(codes.get(name) ?? '').matchAll(/^(?:export )?interface (\w+)[^{]*?\{([\s\S]*?)^\}/gm)].map(
        ([text, own = '', body = '']) =>
          [own, { parents: parentsOf(text), members: membersOf(body) }] as const,
      ),
    ),
  );

  /** What an interface extends: whole, or those of its members that are picked or omitted. */
  function parentsOf(text: string): { name: string; how: string; keys: readonly string[] }[] {
    const clause = /\sextends\s([^{]*)\{/.exec(text)?.[1] ?? '';
    return [...clause.matchAll(/(?:(Pick|Omit)<\s*)?([A-Z]\w+)(?:,\s*([^>]*)>)?/g)].map(
      ([, how = '', name = '', keys = '']) => ({
        name,
        how,
        keys: [...keys.matchAll(/'(\w+)'/g)].map(([, key = '']) => key),
      }),
    );
  }

  /** The members at the outer level of a body that is formatted. */
  function membersOf(body: string): string[] {
    return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(<]/gm)].map(([, member = '']) => member);
  }

  function widthOf(name: string): readonly string[] {
    const { parents = [], members = [] } = declared.get(name) ?? {};
    const inherited = parents.flatMap(({ name: parent, how, keys }) => {
      if (how === 'Pick') return keys;
      return widthOf(parent).filter((member) => how === '' || !keys.includes(member));
    });
    return [...new Set([...inherited, ...members])];
  }

  test('is at most seven things', () => {
    const given = [...declared.keys()].filter((name) => /(?:Options|Deps|Context)$/.test(name));
    expect(given.length).toBeGreaterThan(60);
    const wide = given.filter((name) => name !== 'PageContext' && widthOf(name).length > 7);
    expect(wide.sort()).toEqual(WIDE);
  });
});

describe('views', () => {
  const views = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ejs'),
  );

  test('raw output only of names that say they are markup, and of partials', () => {
    expect(views.length).toBeGreaterThan(10);
    const raw = views.flatMap((name) =>
      [...readFileSync(join(VIEWS, name), 'utf8').matchAll(/<%-([\s\S]*?)%>/g)].map(([, code = '']) => ({
        name,
        code: code.trim(),
      })),
    );
    expect(raw.length).toBeGreaterThan(10);
    const isAllowed = /^(?:include\('[a-z/-]+', \{[^;]*\}\)|[\w.]*(?:Html|Json)(?:\([\w.]+\))?)$/;
    expect(raw.filter(({ code }) => !isAllowed.test(code))).toEqual([]);
  });

  test('values stand between double quotes, as apostrophes are not escaped', () => {
    const loose = /=\s*'?<%/;
    const tags = (text: string) => text.replace(/<%[\s\S]*?%>/g, '<%%>');
    expect(views.filter((name) => loose.test(tags(readFileSync(join(VIEWS, name), 'utf8'))))).toEqual([]);
  });

  test('no inline script or style attribute, no event handler', () => {
    const inline =
      /<[^>]*\s(?:style|on[a-z]+)=|<script(?![^>]*(?:\bsrc=|application\/ld\+json|"importmap" nonce=))/;
    expect(views.filter((name) => inline.test(readFileSync(join(VIEWS, name), 'utf8')))).toEqual([]);
  });
});
