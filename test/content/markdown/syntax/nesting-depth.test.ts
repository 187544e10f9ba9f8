import { expect, test } from 'vitest';
import { findDeepLine } from '../../../../src/content/markdown/syntax/nesting-depth.ts';

test.each([
  ['>'.repeat(21), 0],
  [`a\n\n${'> '.repeat(21)}x`, 2],
  ['- '.repeat(21), 0],
  [Array.from({ length: 40 }, (_, level) => `${'  '.repeat(level)}- x`).join('\n'), 20],
  [`1. a\n${' '.repeat(60)}2. b`, 1],
])('too deep: %#', (text, line) => {
  expect(findDeepLine(text)).toMatchObject({ line });
});

test.each([
  '>'.repeat(20),
  `- a\n${'  '.repeat(10)}- b`,
  `\`\`\`\n${'>'.repeat(100)}\n\`\`\``,
  `text\n\n${' '.repeat(80)}- indented code`,
  '2016. A year - and a dash - and > a sign',
  '**bold** text\n'.repeat(100),
])('deep enough: %#', (text) => {
  expect(findDeepLine(text)).toBeNull();
});
