import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/** A server on loopback whose every path is a feed with a fault, or a sound one where the name says so. */
export interface MisbehavingFeeds {
  readonly origin: string;
  /** The URL of one of FEEDS. */
  readonly url: (name: string) => string;
  /** The headers of each request for a path so far, oldest first. */
  readonly asked: (name: string) => readonly IncomingHttpHeaders[];
  /** How many answers are being written right now. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

const XML = 'application/rss+xml; charset=utf-8';
const ETAG = '"first"';
const LAST_MODIFIED = 'Mon, 03 Feb 2025 08:00:00 GMT';

/** A sound feed of one story. */
export const SOUND_FEED = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Harbour Post</title><link>https://harbour.example/</link>
<item><title>Ferry line opens a second pier</title><link>https://harbour.example/ferry</link>
<pubDate>Mon, 03 Feb 2025 08:00:00 GMT</pubDate></item></channel></rss>`;

const sound = (encoding: string, text: string): string =>
  SOUND_FEED.replace('utf-8', encoding).replace('Ferry line opens a second pier', text);

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">${Array.from(
  { length: 30 },
  (_, level) => `<!ENTITY a${level} "&a${level - 1};&a${level - 1};">`,
).join('')}]><rss version="2.0"><channel><title>&a29;</title></channel></rss>`;

const XXE = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>A</title><item><title>&file;</title><link>https://a.example/1</link></item>
</channel></rss>`;

const PAGE = `<!doctype html><html><head><title>Harbour Post</title>
<link rel="alternate" type="application/rss+xml" href="/sound"></head><body>News</body></html>`;

const send =
  (status: number, headers: Readonly<Record<string, string>>, body: string | Buffer = ''): Reply =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };
const redirect = (status: number, location: string): Reply => send(status, { location });
const packed = (encoding: string, body: Buffer): Reply =>
  send(200, { 'content-type': XML, 'content-encoding': encoding }, body);

const SOUND = Buffer.from(SOUND_FEED);
const WINDOWS_1251 = Buffer.from(sound('windows-1251', '\u00cf\u00ee\u00f0\u00f2'), 'latin1');

/** What each path does. */
export const FEEDS: Readonly<Record<string, Reply>> = {
  sound: (request, response) => {
    const isKnown =
      request.headers['if-none-match'] === ETAG || request.headers['if-modified-since'] === LAST_MODIFIED;
    const headers = { etag: ETAG, 'last-modified': LAST_MODIFIED, 'cache-control': 'max-age=300', age: '60' };
    response.writeHead(isKnown ? 304 : 200, isKnown ? headers : { ...headers, 'content-type': XML });
    response.end(isKnown ? undefined : SOUND_FEED);
  },
  gzip: packed('gzip', gzipSync(SOUND)),
  brotli: packed('br', brotliCompressSync(SOUND)),
  deflate: packed('deflate', deflateSync(SOUND)),
  'deflate-raw': packed('deflate', deflateRawSync(SOUND)),
  'deflate-empty': packed('deflate', Buffer.alloc(0)),
  'gzip-broken': packed('gzip', gzipSync(SOUND).subarray(0, 60)),
  'gzip-false': packed('gzip', SOUND),
  'unknown-encoding': packed('compress', SOUND),
  'slow-head': () => undefined,
  drip: (_, response) => {
    response.writeHead(200, { 'content-type': XML });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  },
  'drip-head': ({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write('x: y\r\n'), 20);
    socket.on('close', () => clearInterval(timer));
  },
  endless: (_, response) => {
    response.writeHead(200, { 'content-type': XML });
    pour(response);
  },
  'gzip-bomb': (_, response) => {
    response.writeHead(200, { 'content-type': XML, 'content-encoding': 'gzip' });
    const gzip = createGzip({ level: 9 });
    gzip.pipe(response);
    pour(gzip, response);
  },
  announced: (_, response) => {
    response.writeHead(200, { 'content-type': XML, 'content-length': '900000000' }).write(SOUND_FEED);
  },
  'large-head': send(200, { 'content-type': XML, 'x-large': 'x'.repeat(40_000) }, SOUND_FEED),
  'length-too-long': (_, response) => {
    response.writeHead(200, { 'content-type': XML, 'content-length': String(SOUND.byteLength + 50) });
    response.write(SOUND_FEED, () => response.socket?.end());
  },
  'length-too-short': (_, response) => {
    response.socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-type: ${XML}\r\ncontent-length: 40\r\nconnection: close\r\n\r\n${SOUND_FEED}`,
    );
  },
  reset: ({ socket }) => void socket.resetAndDestroy(),
  'reset-body': (_, response) => {
    response.writeHead(200, { 'content-type': XML });
    response.write(SOUND_FEED.slice(0, 100), () => response.socket?.resetAndDestroy());
  },
  'not-http': ({ socket }) => void socket.end('220 mail.example ready\r\n'),
  'to-sound': redirect(302, '/sound'),
  'to-sound-for-good': redirect(301, '/sound'),
  'to-sound-308': redirect(308, '/to-sound-for-good'),
  'to-sound-mixed': redirect(301, '/to-sound'),
  'to-other-host': (request, response) => {
    response.writeHead(301, { location: `http://localhost:${request.socket.localPort}/sound` }).end();
  },
  'to-303': redirect(303, '/sound'),
  'to-307': redirect(307, '/sound'),
  'to-loopback': redirect(302, 'http://127.0.0.1:9/'),
  'to-metadata': redirect(302, 'http://169.254.169.254/latest/meta-data/'),
  'to-own-network': redirect(307, 'http://127.0.0.2:9/'),
  'to-disguise': redirect(301, 'http://0x7f000002:9/'),
  'to-file': redirect(302, 'file:///etc/passwd'),
  'to-credentials': redirect(302, 'http://user:secret@127.0.0.1/'),
  'to-gone': redirect(302, '/gone'),
  loop: redirect(302, '/loop-back'),
  'loop-back': redirect(302, '/loop'),
  ...Object.fromEntries(
    Array.from({ length: 7 }, (_, at) => [`hop-${at}`, redirect(302, `/hop-${at + 1}`)] as const),
  ),
  'hop-7': (request, response) => FEEDS['sound']?.(request, response),
  nowhere: send(302, {}),
  'unasked-304': send(304, {}),
  gone: send(410, {}),
  missing: send(404, {}),
  forbidden: send(403, {}),
  busy: send(429, { 'retry-after': '120' }),
  'busy-for-years': send(429, { 'retry-after': '999999999' }),
  'server-error': send(500, {}),
  'down-until': send(503, { 'retry-after': 'Mon, 03 Feb 2025 12:10:00 GMT' }),
  empty: send(200, { 'content-type': XML }),
  'no-content': send(204, {}),
  page: send(200, { 'content-type': 'text/html' }, PAGE),
  'feed-as-page': send(200, { 'content-type': 'text/html' }, SOUND_FEED),
  xxe: send(200, { 'content-type': XML }, XXE),
  'billion-laughs': send(200, { 'content-type': XML }, LAUGHS),
  'charset-header': send(
    200,
    { 'content-type': 'text/xml; charset=windows-1251' },
    Buffer.from(sound('utf-8', '\u00cf\u00ee\u00f0\u00f2'), 'latin1'),
  ),
  'charset-declared': send(200, { 'content-type': 'text/xml' }, WINDOWS_1251),
  'charset-contradicted': send(200, { 'content-type': 'text/xml; charset=utf-8' }, WINDOWS_1251),
  'charset-unknown': send(200, { 'content-type': 'text/xml; charset=klingon' }, SOUND),
  'charset-utf-16': send(
    200,
    { 'content-type': 'text/xml' },
    Buffer.from(`\ufeff${sound('utf-16', 'Порт')}`, 'utf16le'),
  ),
  'bad-bytes': send(
    200,
    { 'content-type': XML },
    Buffer.concat([Buffer.from(sound('utf-8', 'Открыт причал')), Buffer.from([0xff, 0xfe, 0xc0])]),
  ),
};

/** Writes spaces until the answer is closed. */
function pour(sink: NodeJS.WritableStream, response: NodeJS.EventEmitter = sink): void {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  let isClosed = false;
  response.on('close', () => {
    isClosed = true;
  });
  const more = (): void => {
    while (!isClosed && sink.write(chunk));
  };
  sink.on('drain', more);
  more();
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startMisbehavingFeeds(): Promise<MisbehavingFeeds> {
  const asked = new Map<string, IncomingHttpHeaders[]>();
  let open = 0;
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    asked.set(name, [...(asked.get(name) ?? []), request.headers]);
    open += 1;
    request.socket.on('error', () => undefined);
    request.socket.once('close', () => {
      open -= 1;
    });
    const reply = FEEDS[name] ?? send(404, {});
    reply(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: (name) => `${origin}/${name}`,
    asked: (name) => asked.get(name) ?? [],
    open: () => open,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
