import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync, constants as zlib } from 'node:zlib';
import { type Child, startChild } from '../lib/child.ts';
import { findFreePort } from '../lib/free-port.ts';
import { ARTICLE_PATH, waitForAnswer } from './contender.ts';
import { decodedBody, headerOf, type RecordedReply } from './recorded-reply.ts';

/** Where distributions put modules that nginx loads. */
const MODULE_FOLDERS = ['/usr/lib/nginx/modules', '/usr/lib64/nginx/modules', '/usr/local/lib/nginx/modules'];
const MODULE = 'ngx_http_brotli_static_module.so';

/** Written by nginx itself, from the file. */
const FROM_FILE: ReadonlySet<string> = new Set([
  'etag',
  'content-type',
  'content-length',
  'content-encoding',
]);

export interface NginxOptions {
  readonly program: string;
  readonly brotliModule: string;
  /** An empty folder. */
  readonly folder: string;
  readonly page: RecordedReply;
  readonly notModified: RecordedReply;
  readonly core: number | undefined;
}

/** The file of nginx's brotli_static module; null where it is not installed. */
export function findBrotliModule(): string | null {
  return MODULE_FOLDERS.map((folder) => join(folder, MODULE)).find((file) => existsSync(file)) ?? null;
}

/**
 * Starts nginx with one worker over a folder that holds the page plain, with gzip and with brotli. One port
 * writes the headers of the page, the other those of its 304: nginx would write all of them on both.
 */
export async function startNginx(
  options: NginxOptions,
): Promise<{ readonly child: Child; readonly url: string; readonly conditionalUrl: string }> {
  const { program, folder, page, notModified, core } = options;
  const file = join(folder, 'site', ARTICLE_PATH);
  mkdirSync(dirname(file), { recursive: true });
  const html = decodedBody(page);
  writeFileSync(file, html);
  writeFileSync(`${file}.gz`, gzipSync(html, { level: zlib.Z_BEST_COMPRESSION }));
  writeFileSync(`${file}.br`, page.body);
  const [port, conditionalPort] = [await findFreePort(), await findFreePort()];
  const conf = join(folder, 'nginx.conf');
  writeFileSync(
    conf,
    writeConfiguration(options, [
      { port, reply: page },
      { port: conditionalPort, reply: notModified },
    ]),
  );
  const args = ['-p', folder, '-c', conf, '-e', 'stderr'];
  const child = await startChild({ command: program, args, core });
  const urlOf = (onPort: number): string => `http://127.0.0.1:${onPort}${ARTICLE_PATH}`;
  await waitForAnswer(child, urlOf(port));
  return { child, url: urlOf(port), conditionalUrl: urlOf(conditionalPort) };
}

function writeConfiguration(
  { folder, brotliModule, page }: NginxOptions,
  servers: readonly { readonly port: number; readonly reply: RecordedReply }[],
): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `load_module ${brotliModule};
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;\n' : ''}pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
${temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  open_file_cache_valid 60s;
  keepalive_requests 10000000;
  max_ranges 0;
  gzip_static on;
  brotli_static on;
  types { }
  default_type ${quote(headerOf(page, 'Content-Type') ?? 'text/html')};
${servers.map(({ port, reply }) => writeServer(folder, port, reply)).join('\n')}
}
`;
}

function writeServer(folder: string, port: number, reply: RecordedReply): string {
  const fields = reply.headers.filter(([name]) => !FROM_FILE.has(name.toLowerCase()));
  const isDated = headerOf(reply, 'Last-Modified') !== null;
  const headers = fields.filter(([name]) => name.toLowerCase() !== 'last-modified');
  return `  server {
    listen 127.0.0.1:${port};
    root ${folder}/site;
${headers.map(([name, value]) => `    add_header ${name} ${quote(value)};`).join('\n')}
${isDated ? '' : '    add_header Last-Modified "";\n'}  }`;
}

/** @throws Error for a value that nginx would take for one of its variables. */
function quote(value: string): string {
  if (value.includes('$')) throw new Error(`nginx cannot write the header value "${value}", for its "$".`);
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
