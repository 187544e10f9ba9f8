import { expect, test } from 'vitest';
import { fillTemplate } from '../../../../src/cli/newsroom/sample/fill-template.ts';

const FILLING = {
  name: 'The Lake Courier',
  timeZone: 'Europe/London',
  now: Date.parse('2026-03-29T11:30:20Z'),
  files: new Map([['ferry', 'articles/2026/03/ferry.md']]),
};
const fill = (template: string): string => fillTemplate(template, FILLING);

test('fills names, files and times around now, in the time zone', () => {
  expect(fill('{{name}}: {{file ferry}}')).toBe('The Lake Courier: articles/2026/03/ferry.md');
  expect(fill('{{ago 12m}}, {{ago 2h}}, {{ago 2h 25m}}')).toBe(
    '2026-03-29 12:18, 2026-03-29 10:30, 2026-03-29 10:05',
  );
  expect(fill('{{ago 1d 18:20}}, {{in 1d 06:00}}')).toBe('2026-03-28 18:20, 2026-03-30 06:00');
});

test('a time that clocks leave out is the one right behind the gap', () => {
  expect(fill('{{ago 0d 01:30}}')).toBe('2026-03-29 02:30');
});

test.each(['{{agoo 2h}}', '{{ago}}', '{{ago 2x}}', '{{file boat}}', '{{}}', '{{ago 1d}}'])(
  '%s is a slip',
  (slip) => {
    expect(() => fill(slip)).toThrow(`${slip} means nothing in a template.`);
  },
);
