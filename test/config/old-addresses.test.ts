import { expect, test } from 'vitest';
import { readSite } from '../../src/config/read-site.ts';

const LEAST = 'name: The Times\nlanguage: en\ntimeZone: Asia/Yerevan\n';
const read = (lines: string) => {
  const { site, problems } = readSite(LEAST + lines);
  return {
    site,
    problems: problems.map(({ line, column, code, hint }) => ({ at: `${line}:${column}`, code, hint })),
  };
};

test('oldAddresses are systems and patterns, each once', () => {
  const { site, problems } = read(
    'oldAddresses: [jekyll, /blog/:year/:month/:slug/, "/:section/:slug.html", Jekyll]',
  );
  expect(site?.oldAddresses).toEqual([
    '/:categories/:year/:month/:day/:slug',
    '/blog/:year/:month/:slug/',
    '/:section/:slug.html',
  ]);
  expect(problems).toEqual([]);
  expect(read('oldAddresses: zola').site?.oldAddresses).toEqual(['/:language/:path']);
});

test.each(['jekyll', 'hugo', 'wordpress', 'ghost', 'zola', 'pelican', 'mkdocs'])('%s is a system', (name) => {
  const { site, problems } = read(`oldAddresses: [${name}]`);
  expect(problems).toEqual([]);
  expect(site?.oldAddresses?.length).toBeGreaterThan(0);
});

test.each([
  ['oldAddresses: [/blog/:yaer/:slug]', '4:16', 'pattern-part', /Did you mean "year"\?/],
  ['oldAddresses:\n  - jekyll\n  - "/%postnam%/"', '6:5', 'pattern-part', /Did you mean "postname"\?/],
  ['oldAddresses: [jekyl]', '4:16', 'pattern-invalid', /Did you mean "jekyll"\?/],
  ['oldAddresses: /blog/', '4:15', 'pattern-invalid', /Write one of jekyll/],
  ['formerHosts: [old example]', '4:15', 'host-invalid', /old\.example\.org/],
])('%s', (lines, at, code, hint) => {
  expect(read(lines).problems).toEqual([{ at, code, hint: expect.stringMatching(hint) }]);
});

test('formerHosts are hosts, or addresses at them', () => {
  expect(read('formerHosts: [Old.Example.org, "https://www.older.example/blog/"]').site?.formerHosts).toEqual(
    ['old.example.org', 'www.older.example'],
  );
});
