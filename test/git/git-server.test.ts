import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openClone } from '../support/git-clone.ts';
import { startGitServer } from '../support/git-server.ts';

test('the git host of tests takes pushes over http and gives them to others', async () => {
  await using server = await startGitServer();
  await server.create('site');
  using one = await openClone(server.url('site'));
  one.write('articles/a.md', 'text');
  await one.commit();
  await one.push();
  using other = await openClone(server.url('site'));
  expect(readFileSync(join(other.folder, 'articles/a.md'), 'utf8')).toBe('text');
  expect(server.requests).toContain('POST /site.git/git-receive-pack');
});

test('it asks for a token, and may be away', async () => {
  await using server = await startGitServer();
  await server.create('site');
  server.token('secret');
  await expect(openClone(server.url('site'))).rejects.toThrow(
    /could not read Username|Authentication failed/,
  );
  server.token(null);
  server.answer(503);
  await expect(openClone(server.url('site'))).rejects.toThrow('503');
  server.answer(null);
  await server.shut();
  await expect(openClone(server.url('site'))).rejects.toThrow();
  await server.open();
  using clone = await openClone(server.url('site'));
  expect(await clone.git('ls-remote', 'origin')).toBe('');
});
