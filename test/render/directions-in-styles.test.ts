import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const CSS = fileURLToPath(new URL('../../public/css/', import.meta.url));

/** What does not turn round on a page that reads from right to left, and why it need not. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'layout.css': {
    'padding-left: max(var(--margin), env(safe-area-inset-left))': 'a device’s edges stay where they are',
    'padding-right: max(var(--margin), env(safe-area-inset-right))': 'a device’s edges stay where they are',
  },
  'masthead.css': {
    '--end: right': 'gradients have no logical direction; :dir(rtl) turns this one',
    '--end: left': 'the same, turned',
  },
  'rich/embed.css': {
    'translate: 0.12em 0': 'the sign for playing points the same way everywhere',
    'border-radius: 50% 50% 50% 0': 'a pin of a map, even on both sides when it is turned',
  },
};

/** Names of properties, and values, that mean a side of the screen. */
const PHYSICAL_NAME =
  /^(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)(?:-[a-z-]+)?$/;
const PHYSICAL_VALUE = /\b(?:left|right)\b|translateX|translate3d/;
/** Shorthands whose second and fourth value are the right and the left. */
const SHORTHAND = /^(?:margin|padding|inset|border-(?:width|style|color)|scroll-(?:margin|padding))$/;

/** `name: value` of each declaration of a sheet, without comments and without what stands around them. */
function declarationsOf(css: string): string[] {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/[{};]/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(
      (part) => /^-?-?[a-z-]+: ?\S/.test(part) && !/^[a-z-]*:(?:is|dir|not|where|has|lang)\(/.test(part),
    );
}

/** Whether a declaration means a side of the screen rather than of the text. */
function isPhysical(declaration: string): boolean {
  const [name = '', ...rest] = declaration.split(': ');
  const value = rest.join(': ');
  if (PHYSICAL_NAME.test(name) || PHYSICAL_VALUE.test(value)) return true;
  const parts = partsOf(value);
  if (SHORTHAND.test(name)) return parts.length === 4 && parts[1] !== parts[3];
  if (name === 'border-radius') return parts.length > 1 && !value.includes('/');
  return name === 'translate' && !/^(?:0|0px|none)$/.test(parts[0] ?? '');
}

/** The values of a shorthand; what stands in parentheses is one. */
function partsOf(value: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of value) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === ' ' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

describe('the sheets', () => {
  const sheets = readdirSync(CSS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.css'),
  );

  test.each(sheets)('%s means sides of the text, not of the screen', (name) => {
    const found = declarationsOf(readFileSync(CSS + name, 'utf8')).filter(isPhysical);
    expect(found).toEqual(found.filter((declaration) => declaration in (ALLOWED[name] ?? {})));
  });

  test('hold all that is allowed', () => {
    for (const [name, declarations] of Object.entries(ALLOWED))
      expect(declarationsOf(readFileSync(CSS + name, 'utf8'))).toEqual(
        expect.arrayContaining(Object.keys(declarations)),
      );
  });
});

test.each([
  'margin-left: 1rem',
  'right: 0',
  'border-top-left-radius: 3px',
  'text-align: right',
  'float: left',
  'margin: 0 1rem 0 2rem',
  'inset: auto 0 0 auto',
  'border-radius: 3px 0 0 3px',
  'transform: translateX(1rem)',
  'translate: -50% 0',
  'background: linear-gradient(to right, #000, #0000)',
])('%s means a side of the screen', (declaration) => {
  expect(declarationsOf(`a:hover { ${declaration}; }`).filter(isPhysical)).toEqual([declaration]);
});

test.each([
  'margin: 0 1rem',
  'padding: 0 max(1rem, 2px) 0 max(1rem, 2px)',
  'text-align: end',
  'inset: auto auto 0.8rem',
])('%s does not', (declaration) => {
  expect(declarationsOf(`a { ${declaration}; }`).filter(isPhysical)).toEqual([]);
});
