import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createProgressBar, formatProgress } from '../../src/cli/progress-bar.ts';
import { displayWidth } from '../../src/problems/show/display-cells.ts';

function terminal(columns = 80) {
  const written: string[] = [];
  return { isTTY: true, columns, written, write: (text: string) => written.push(text) };
}

/** A clock that the test moves. */
function clock() {
  let time = 0;
  return { now: () => time, advance: (ms: number) => (time += ms) };
}

describe('one line of progress', () => {
  test('has counts, a bar and the share', () => {
    expect(formatProgress('Reading articles', 41_200, 100_000, 80)).toBe(
      `Reading articles 41,200 / 100,000 ${'━'.repeat(12)}${'─'.repeat(18)} 41%`,
    );
  });

  test('never is wider than the terminal, and drops the bar, the counts and the title in turn', () => {
    const line = (columns: number): string => formatProgress('Reading', 500, 1000, columns);
    for (let columns = 0; columns <= 100; columns += 1) {
      expect(displayWidth(line(columns))).toBeLessThanOrEqual(Math.max(0, columns - 1));
    }
    expect(line(40)).toMatch(/^Reading 500 \/ 1,000 ━+─+ 50%$/);
    expect(line(26)).toBe('Reading 500 / 1,000 50%');
    expect(line(15)).toBe('Reading 50%');
    expect(line(6)).toBe('50%');
    expect(line(3)).toBe('');
  });

  test('counts wide titles in columns', () => {
    expect(displayWidth(formatProgress('記事を読む', 1, 2, 30))).toBeLessThanOrEqual(29);
  });

  test('stays sensible for odd counts', () => {
    expect(formatProgress('Reading', 0, 0, 80)).toBe('Reading 0');
    expect(formatProgress('Reading', 12, 0, 80)).toBe('Reading 12');
    expect(formatProgress('Reading', 12, 10, 80)).toBe(`Reading 10 / 10 ${'━'.repeat(30)} 100%`);
    expect(formatProgress('Reading', -1, 10, 80)).toBe(`Reading 0 / 10 ${'─'.repeat(30)} 0%`);
    expect(formatProgress('Reading', Number.NaN, Number.NaN, 80)).toBe('Reading 0');
    expect(formatProgress('Reading', 999, 1000, 80)).toMatch(/━─ 99%$/);
  });
});

describe('the bar', () => {
  test('is drawn at most ten times a second, and at the last step', () => {
    const stream = terminal();
    const { now, advance } = clock();
    const bar = createProgressBar(stream, 'Reading', now);
    for (let done = 1; done < 1000; done += 1) {
      bar.update(done, 1000);
      advance(1);
    }
    expect(stream.written).toHaveLength(10);
    bar.update(1000, 1000);
    bar.update(1000, 1000);
    expect(stream.written).toHaveLength(11);
    expect(stream.written.at(-1)).toContain('100%');
  });

  test('stays on one line and erases itself', () => {
    const stream = terminal();
    const bar = createProgressBar(stream, 'Reading', clock().now);
    bar.update(1, 2);
    bar.end();
    bar.end();
    bar.update(2, 2);
    expect(stream.written).toEqual([`\r\u001b[K${formatProgress('Reading', 1, 2, 80)}`, '\r\u001b[K']);
    expect(stripVTControlCharacters(stream.written.join(''))).not.toContain('\n');
  });

  test('follows the terminal’s width', () => {
    const stream = terminal(80);
    const { now, advance } = clock();
    const bar = createProgressBar(stream, 'Reading', now);
    bar.update(1, 10);
    stream.columns = 15;
    advance(100);
    bar.update(2, 10);
    expect(stream.written.at(-1)).toBe('\r\u001b[KReading 20%');
  });

  test('writes nothing where there is no terminal, and nothing at the end of nothing', () => {
    const pipe = { ...terminal(), isTTY: false };
    const bar = createProgressBar(pipe, 'Reading');
    bar.update(1, 2);
    bar.update(2, 2);
    bar.end();
    const idle = terminal();
    createProgressBar(idle, 'Reading').end();
    expect([...pipe.written, ...idle.written]).toEqual([]);
  });
});
