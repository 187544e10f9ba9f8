import { describe, expect, test } from 'vitest';
import { wholeNumber, wholeNumbers } from '../../../bench/lib/arguments.ts';
import { parseKilobytes, readGroupMemory } from '../../../bench/lib/group-memory.ts';
import { markdownTable } from '../../../bench/lib/markdown-table.ts';
import { summarise } from '../../../bench/lib/percentiles.ts';
import { groupOf } from '../../../bench/lib/process-group.ts';
import { formatCount, formatMegabytes, formatMs, formatRatio } from '../../../bench/lib/units.ts';
import { judge } from '../../../bench/lib/verdict.ts';

describe('percentiles', () => {
  test('are values that were measured, by nearest rank', () => {
    const samples = Array.from({ length: 200 }, (_, at) => 200 - at);
    expect(summarise(samples)).toEqual({ count: 200, p50: 100, p90: 180, p99: 198, max: 200 });
    expect(summarise([5, 1, 10])).toEqual({ count: 3, p50: 5, p90: 10, p99: 10, max: 10 });
  });

  test('do not exist where nothing was measured', () => {
    expect(summarise([])).toBeNull();
  });
});

test('tables are aligned and keep a bar inside its cell', () => {
  expect(markdownTable(['page', 'p50'], [['article → a|b', '1.2 ms'], ['front']])).toBe(
    [
      '| page           |    p50 |',
      '| -------------- | -----: |',
      '| article → a\\|b | 1.2 ms |',
      '| front          |        |',
      '',
    ].join('\n'),
  );
});

test.each([
  [0.8349, '0.83 ms'],
  [12.34, '12.3 ms'],
  [234.5, '235 ms'],
  [1_234, '1.23 s'],
  [12_345, '12.3 s'],
])('%d ms are written %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});

test('other figures are written with their units', () => {
  expect(formatMegabytes(200 * 1_048_576)).toBe('200 MB');
  expect(formatCount(100_000)).toBe('100,000');
  expect([formatRatio(3.44), formatRatio(120.4)]).toEqual(['3.4 ×', '120 ×']);
});

test('a verdict says how far a target was met or missed', () => {
  expect(judge(7.6, 10, formatMs)).toBe('met (76 % of it)');
  expect(judge(10, 10, formatMs)).toBe('met (100 % of it)');
  expect(judge(11.5, 10, formatMs)).toBe('missed by 1.50 ms');
  expect(judge(11.5, null, formatMs)).toBe('–');
});

describe('arguments', () => {
  test('are whole numbers above 0', () => {
    expect(wholeNumber('--articles', '1000')).toBe(1_000);
    expect(wholeNumbers('--articles', '1000, 100000')).toEqual([1_000, 100_000]);
  });

  test.each(['', '0', '-1', '1.5', '1e3', 'many'])('%j is refused with an example', (given) => {
    expect(() => wholeNumber('--articles', given)).toThrow(
      `--articles: "${given}" is not a whole number above 0. Write it as --articles 1000.`,
    );
  });
});

describe('memory of a process group', () => {
  test('the group stands after the name, whatever the name', () => {
    expect(groupOf('812 (node) S 1 733 733 0 -1')).toBe(733);
    expect(groupOf('812 (a) b (c) S 1 733 733 0 -1')).toBe(733);
    expect(groupOf('')).toBeNaN();
  });

  test('fields are read in kB and returned in bytes', () => {
    expect(parseKilobytes('Name:\tnode\nVmHWM:\t  300 kB\nVmRSS:\t  200 kB\n', 'VmRSS')).toBe(204_800);
    expect(parseKilobytes('', 'VmRSS')).toBe(0);
  });

  test('a group without processes holds nothing', () => {
    const memory = readGroupMemory(2 ** 30);
    if (memory !== null) expect(memory).toEqual({ processes: 0, rss: 0, pss: 0, peak: 0 });
  });
});
