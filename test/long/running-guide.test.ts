import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guideBlocks } from './running-guide/guide-blocks.ts';

const blocks = guideBlocks(readFileSync(new URL('../../docs/running.md', import.meta.url), 'utf8'));

test('the blocks of docs/running.md are found, from the programs to taking it off', () => {
  expect(blocks.length).toBeGreaterThan(10);
  expect(blocks.at(1)).toMatchObject({ heading: '1. Programs of Debian', why: null });
  expect(blocks.at(-1)?.heading).toBe('Taking it off');
  expect(blocks.flatMap(({ heading, why }) => (why === null ? [] : [heading]))).toEqual(['8. The firewall']);
});

test('a block has its lines, the heading above it, and why it is not tried', () => {
  const guide =
    '## One\n\n```sh\na\nb\n```\n\n## Two\n\n<!-- Not in a chroot: it cannot. -->\n```sh\nc\n```\n\n```yaml\nd\n```\n';
  expect(guideBlocks(guide)).toEqual([
    { heading: 'One', shell: 'a\nb\n', why: null },
    { heading: 'Two', shell: 'c\n', why: 'it cannot.' },
  ]);
});
