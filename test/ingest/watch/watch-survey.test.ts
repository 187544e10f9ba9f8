import { Dir } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { type Recorder, record } from '../watch-recorder.ts';

let r: Recorder;
afterEach(() => {
  vi.restoreAllMocks();
  r.close();
});

test.each(['EIO', 'ESTALE'])(
  'a list that breaks off with %s is told, and nothing is gone for it',
  async (code) => {
    r = record({ 'articles/a.md': 'a', 'articles/2026/b.md': 'b' });
    const list = vi.spyOn(Dir.prototype, 'readSync').mockImplementation(() => {
      throw Object.assign(new Error(`${code}: readdir`), { code });
    });
    await r.watcher.rescan();
    expect(list).toHaveBeenCalled();
    expect(r.faults.map((fault) => [fault.code, fault.path])).toEqual([[code, 'articles']]);
    list.mockRestore();
    await r.watcher.rescan();
    await r.quiet();
    expect(r.changes).toEqual([]);
  },
);
