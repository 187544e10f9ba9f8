import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ejs from 'ejs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RenderPage } from '../../../src/render/renderer.ts';
import { describeViewFault } from '../../../src/runtime/dev/serve-dev.ts';
import { steadyRender } from '../../../src/runtime/dev/serve-dev.ts';
import { watchProgram } from '../../../src/runtime/dev/serve-dev.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-dev-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fail = (name: string): never => {
  throw new Error(name);
};
const ask = (render: RenderPage, view: 'front' | 'article'): string => render(view, {} as never);

describe('views that fail', () => {
  test('leave the page that the last good ones make, view by view', () => {
    const faults: unknown[] = [];
    const steady = steadyRender((error) => faults.push(error));
    const first = steady.over((view) => `1 ${view}`);
    expect([ask(first, 'front'), ask(first, 'article')]).toEqual(['1 front', '1 article']);
    const second = steady.over((view) => (view === 'front' ? fail('x') : `2 ${view}`));
    expect([ask(second, 'article'), ask(second, 'front')]).toEqual(['2 article', '1 front']);
    expect(faults.at(-1)).toMatchObject({ message: 'x' });
    ask(second, 'article');
    expect(faults.at(-1)).toMatchObject({ message: 'x' });
    const third = steady.over((view) => `3 ${view}`);
    expect(ask(third, 'front')).toBe('3 front');
    expect(faults.at(-1)).toBeNull();
  });

  test('fail where there is no good one', () => {
    const render = steadyRender(() => {}).over(() => fail('x'));
    expect(() => ask(render, 'front')).toThrow('x');
  });

  test('are told with the line of the innermost template', () => {
    const inner = join(folder, 'inner.ejs');
    const outer = join(folder, 'outer.ejs');
    const parts = { part: ejs.compile('<p>\n<%= nosuch %>\n', { filename: inner }) };
    const page = ejs.compile('<main>\n\n<%- part() %>', { filename: outer });
    const caught = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        return error;
      }
    };
    const error = caught(() => page(parts));
    expect(describeViewFault(error, folder)).toMatchObject({
      severity: 'error',
      place: 'inner.ejs:2:1',
      message: 'nosuch is not defined',
      frame: expect.stringContaining('>> 2| <%= nosuch %>'),
    });
    const uncompiled = caught(() => ejs.compile('<% if ( { %>', { filename: outer }));
    const told = describeViewFault(uncompiled, folder);
    expect(told.place).toBe('outer.ejs:1:1');
    expect(told.message).not.toContain('\n');
    expect(describeViewFault(new Error('fonts/x.woff2: not there'), folder)).toMatchObject({
      place: 'views, public',
      message: 'fonts/x.woff2: not there',
    });
  });
});

test('a change anywhere in a folder is told once, a moment later; one that is not there is left out', async () => {
  mkdirSync(join(folder, 'pages'));
  let told = 0;
  const end = watchProgram([folder, join(folder, 'none')], () => (told += 1));
  writeFileSync(join(folder, 'pages/a.ejs'), 'a');
  writeFileSync(join(folder, 'pages/a.ejs'), 'ab');
  await expect.poll(() => told, { timeout: 5_000 }).toBeGreaterThan(0);
  end();
  await sleep(50);
  const before = told;
  writeFileSync(join(folder, 'pages/b.ejs'), 'b');
  await sleep(100);
  expect(told).toBe(before);
});
