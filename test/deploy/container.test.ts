import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startArguments } from '../../bench/lib/dateline.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(`${ROOT}deploy/${file}`, 'utf8');

test('the container starts the server as npm start does, and has every folder that it needs', () => {
  const file = read('container/Dockerfile');
  const [, command = ''] = /^CMD (.+)$/m.exec(file) ?? [];
  expect(JSON.parse(command)).toEqual(['node', ...startArguments()]);
  // What one stage copies from another is no file of the repository.
  const lines = [...file.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].map(([, names = '']) => names.split(' '));
  const copied = [...new Set(lines.flat())];
  expect(copied.filter((name) => !existsSync(`${ROOT}${name}`))).toEqual([]);
  expect(copied).toEqual(expect.arrayContaining(['src', 'views', 'public', 'package.json']));
  const sent = read('container/Dockerfile.dockerignore').split('\n');
  expect(sent.filter((line) => line.startsWith('!')).sort()).toEqual(copied.map((name) => `!${name}`).sort());
  expect(sent).toContain('*');
  expect(file).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
  const { engines } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  // The lock file is what `dateline doctor` compares packages with.
  const [, last = ''] = file.split(/\nFROM \$\{BASE\}\n/);
  expect(last).toMatch(/^COPY package\.json package-lock\.json /m);
  expect(`>=${/^ARG BASE=node:(\d+)/m.exec(file)?.[1]}`).toBe(engines.node);
});

test('the container’s health check goes by what the server answers, on the port that it listens on', async () => {
  const [, check = ''] = /^HEALTHCHECK [^\n]*\\\n {4}CMD (.+)$/m.exec(read('container/Dockerfile')) ?? [];
  const [node, ...args] = z.array(z.string()).parse(JSON.parse(check));
  expect(node).toBe('node');
  const asked: string[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const env = { PORT: String((server.address() as AddressInfo).port) };
  const codeOf = async (): Promise<unknown> =>
    (await once(spawn(process.execPath, args, { env }), 'close'))[0];
  expect(await codeOf()).toBe(0);
  expect(asked).toEqual(['/healthz']);
  status = 500;
  expect(await codeOf()).toBe(1);
  server.close();
  await once(server, 'close');
  expect(await codeOf()).toBe(1);
});
