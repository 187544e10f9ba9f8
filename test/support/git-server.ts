import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { git } from './git-clone.ts';

/** A git host on this machine: `git http-backend` behind a server of its own. */
export interface GitServer extends AsyncDisposable {
  /** The address of a repository. */
  url(name: string): string;
  /** Makes an empty bare repository with the branch `main`, which takes pushes. Resolves to its folder. */
  create(name: string): Promise<string>;
  /** What was asked, as `GET /NAME.git/info/refs`, in order. */
  readonly requests: readonly string[];
  /** What was posted to the host's API, which stands below `/api/` and takes everything. */
  readonly posted: readonly PostedToApi[];
  /** Answers everything with a status from now on, or again as git does. */
  answer(status: number | null): void;
  /** Asks for a token as password from now on; null for none. */
  token(token: string | null): void;
  /** Takes no connections any more; `open` takes them again at the same port. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface PostedToApi {
  readonly path: string;
  readonly authorization: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Starts a git host at a free port of 127.0.0.1; its repositories are below the folder for temporary files. */
export async function startGitServer(): Promise<GitServer> {
  const root = mkdtempSync(join(tmpdir(), 'git-server-'));
  const requests: string[] = [];
  const posted: PostedToApi[] = [];
  let status: number | null = null;
  let token: string | null = null;
  const isLetIn = ({ headers }: IncomingMessage): boolean => {
    if (token === null) return true;
    const [, packed = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
    return Buffer.from(packed, 'base64').toString().split(':')[1] === token;
  };
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (status !== null) response.writeHead(status).end('not now\n');
    else if (request.url?.startsWith('/api/')) void takeForApi(request, response, posted);
    else if (!isLetIn(request))
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end('who are you?\n');
    else void serve(root, request, response);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const shut = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) resolve();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    await shut();
    rmSync(root, { recursive: true, force: true });
  };
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}.git`,
    async create(name) {
      const folder = join(root, `${name}.git`);
      await git(root, 'init', '--quiet', '--bare', '--initial-branch=main', folder);
      await git(folder, 'config', 'http.receivepack', 'true');
      return folder;
    },
    requests,
    posted,
    answer(other) {
      status = other;
    },
    token(other) {
      token = other;
    },
    shut,
    open: () => listen(port),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function takeForApi(
  request: IncomingMessage,
  response: ServerResponse,
  posted: PostedToApi[],
): Promise<void> {
  const body = JSON.parse(await text(request));
  posted.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body });
  response.writeHead(201).end('{}');
}

/** Hands a request to `git http-backend`, as the Common Gateway Interface has it (RFC 3875). */
async function serve(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://git.example');
  const { headers } = request;
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      REMOTE_USER: 'tester',
      CONTENT_TYPE: headers['content-type'] ?? '',
      ...(headers['content-length'] && { CONTENT_LENGTH: headers['content-length'] }),
      ...(headers['content-encoding'] && { HTTP_CONTENT_ENCODING: headers['content-encoding'] }),
      ...(headers['git-protocol'] && { GIT_PROTOCOL: String(headers['git-protocol']) }),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  request.on('error', () => child.kill()).pipe(child.stdin);
  const said = text(child.stderr);
  let held = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (response.headersSent) {
      response.write(chunk);
      return;
    }
    held = Buffer.concat([held, chunk]);
    const end = held.indexOf('\r\n\r\n');
    if (end === -1) return;
    const fields = held
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => /^([^:]+):\s*(.*)$/.exec(line)?.slice(1) ?? ['', '']);
    const status = fields.find(([name]) => name?.toLowerCase() === 'status')?.[1] ?? '200';
    for (const [name = '', value = ''] of fields)
      if (!/^status$/i.test(name)) response.setHeader(name, value);
    response.writeHead(Number.parseInt(status, 10));
    response.write(held.subarray(end + 4));
  });
  child.on('close', async () => {
    if (!response.headersSent) response.writeHead(500).write(await said);
    response.end();
  });
}
