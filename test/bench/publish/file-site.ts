import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';

export interface FileSite {
  readonly origin: string;
  readonly close: () => void;
}

/**
 * Serves a content folder by reading its files at every request: an article by its name, every list as all
 * of the articles. A file whose name got `-moved` is redirected to; an unknown name is 410.
 */
export async function serveFiles(contentDir: string): Promise<FileSite> {
  const server = createServer((request, response) => answer(contentDir, request.url ?? '/', response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(contentDir: string, path: string, response: ServerResponse): void {
  const files = globSync('articles/**/*.md', { cwd: contentDir }).map((file) => join(contentDir, file));
  const find = (name: string) => files.find((file) => basename(file) === `${name}.md`);
  if (!/^(?:\/[a-z]{2})?\/\d{4}\//.test(path)) {
    response.end(files.map(readText).join('\n'));
    return;
  }
  const file = find(decodeURIComponent(basename(path)));
  if (file !== undefined) response.end(readText(file));
  else if (find(`${decodeURIComponent(basename(path))}-moved`) !== undefined) {
    response.writeHead(301, { Location: `${path}-moved` }).end();
  } else response.writeHead(410).end();
}

const readText = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
