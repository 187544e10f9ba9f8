import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { ENVIRONMENT } from '../src/config/environment.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...globSync('{docs,deploy}/**/*.md', { cwd: ROOT }),
];

/** The anchor that GitHub and its like give to a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsOf = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

test.each(documents)('links of %s lead to files and headings that are there', (file) => {
  const text = read(file).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    if (/^(?:https?|mailto):|^\//.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), decodeURIComponent(path));
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test('docs/many-machines.md names variables that the server knows', () => {
  const rows = read('docs/many-machines.md')
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+`/.test(line));
  const named = rows.flatMap((row) => (row.split('|')[1] ?? '').match(/[A-Z_]+/g) ?? []);
  expect(named.length).toBeGreaterThan(10);
  const known = [...Object.keys(ENVIRONMENT), 'WEBHOOK_URLS', 'WEBHOOK_SECRET'];
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

const diagrams = globSync('docs/diagrams/*.svg', { cwd: ROOT });

/** Colours by class, in the light and, where it says so, in the dark. */
function coloursOf(svg: string): { light: Record<string, string>; dark: Record<string, string> } {
  const style = /<style>([\s\S]*?)<\/style>/.exec(svg)?.[1] ?? '';
  const [bright = '', dim = ''] = style.split('@media (prefers-color-scheme: dark)');
  const fills = (rules: string): Record<string, string> =>
    Object.fromEntries(
      [...rules.matchAll(/\.?(\w+) \{[^}]*fill: (#[0-9a-f]{6})/g)].map(([, name, fill]) => [name, fill]),
    );
  return { light: fills(bright), dark: { ...fills(bright), ...fills(dim) } };
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(diagrams)('%s', (file) => {
  const svg = read(file);

  test('is well-formed, says what it shows, loads nothing and is shown with its words', () => {
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toMatch(/<title id="title">[^<]{10,}<\/title>\s*<desc id="desc">[^<]{40,}<\/desc>/);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|<script|<image/);
    const name = file.replace('docs/', '');
    const shown = documents.flatMap((document) => [
      ...read(document).matchAll(/!\[([^\]]{40,})\]\(([^)]+\.svg)\)/g),
    ]);
    expect(shown.map(([, , link]) => link)).toContain(name);
  });

  test('can be read in the light and in the dark', () => {
    for (const scheme of Object.values(coloursOf(svg))) {
      for (const text of ['text', 'small']) {
        for (const ground of ['ground', 'box', 'site']) {
          const ratio = contrast(scheme[text] ?? '', scheme[ground] ?? '');
          expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(contrast(scheme['head'] ?? '', scheme['ground'] ?? '')).toBeGreaterThanOrEqual(3);
    }
  });
});
