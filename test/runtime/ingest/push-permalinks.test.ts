import { expect, test } from 'vitest';
import { pushPermalinks } from '../../../src/runtime/ingest/push-permalinks.ts';
import type { Mirror } from '../../../src/git/mirror.ts';
import { openTestMirror } from '../../git/open-test-mirror.ts';
import { openClone } from '../../support/git-clone.ts';
import { startGitServer } from '../../support/git-server.ts';

const AT = Date.parse('2016-01-01T00:00:00Z');
const HEAD = '# Dateline permalinks 1\n';
const line = (path: string): string => `2016-01-01T00:00:00.000Z\t${path}\tarticle:a\tarticles/a.md\n`;
const foundAt = (...paths: readonly string[]) => ({
  paths,
  rows: paths.map((path) => ({ atMs: AT, path, owner: 'article:a', file: 'articles/a.md' })),
  contested: [],
  siteName: '<…>',
});
const options = (...paths: readonly string[]) => ({
  found: foundAt(...paths),
  origin: 'https://www.example.org',
  now: () => AT,
});

test('lines that others push meanwhile are kept, those that they bring are not written twice, and then nothing is', async () => {
  await using server = await startGitServer();
  await server.create('site');
  using clone = await openClone(server.url('site'));
  clone.write('.gitattributes', '/permalinks.txt merge=ours\n');
  await clone.commit();
  await clone.push();
  using mirror = openTestMirror(server.url('site'));
  await mirror.fetch();
  let isFirst = true;
  const raced: Mirror = {
    ...mirror,
    async remote(command, how) {
      if (command[0] === 'push' && isFirst) {
        isFirst = false;
        clone.write('permalinks.txt', `${HEAD}${line('/theirs')}${line('/both')}`);
        await clone.commit('Theirs');
        await clone.push();
      }
      return await mirror.remote(command, how);
    },
  };
  expect(await pushPermalinks(raced, options('/both', '/ours'))).toMatchObject({ rows: 2 });
  await clone.git('pull', '--quiet', '--ff-only', 'origin', 'main');
  expect(await clone.git('show', 'HEAD:permalinks.txt')).toBe(
    `${HEAD}${line('/theirs')}${line('/both')}${line('/ours')}`,
  );
  expect(await clone.git('show', 'HEAD:.gitattributes')).toBe('/permalinks.txt merge=ours\n');
  expect(await clone.git('log', '-1', '--format=%an|%s')).toBe(
    'Dateline|Keep 2 old URLs in permalinks.txt\n',
  );
  expect(await pushPermalinks(mirror, options('/both', '/ours'))).toBeNull();
});

test('a file of that name that is a link is left alone, and told', async () => {
  await using server = await startGitServer();
  await server.create('site');
  using clone = await openClone(server.url('site'));
  await clone.git('config', 'core.symlinks', 'false');
  clone.write('target', 'elsewhere');
  const blob = (await clone.git('hash-object', '-w', 'target')).trim();
  await clone.git('update-index', '--add', '--cacheinfo', `120000,${blob},permalinks.txt`);
  await clone.git('commit', '--quiet', '--message', 'Link');
  await clone.push();
  using mirror = openTestMirror(server.url('site'));
  await mirror.fetch();
  await expect(pushPermalinks(mirror, options('/a'))).rejects.toThrow('permalinks.txt is no file there');
});
