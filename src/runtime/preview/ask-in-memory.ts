import { createServer, type RequestListener, request as ask } from 'node:http';
import { duplexPair } from 'node:stream';
import { PreviewError } from '../../desk/preview/preview-error.ts';
import type { PreviewAnswer } from '../../desk/preview/previewer.ts';

/** Asks a site for something, by GET. */
export type AskSite = (
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
) => Promise<PreviewAnswer>;

/** The largest body that is held in memory, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Speaks HTTP with a handler over memory: nobody else can connect, and the handler sees what it sees behind a port.
 * A body that is too large rejects with a PreviewError.
 */
export function askInMemory(handler: RequestListener, host: string): AskSite {
  const server = createServer({ keepAlive: false }, handler);
  return async (path, headers) => {
    const [here, there] = duplexPair();
    server.emit('connection', there);
    try {
      return await exchange(here, path, { ...headers, host, connection: 'close' });
    } finally {
      here.destroy();
      there.destroy();
    }
  };
}

function exchange(
  connection: ReturnType<typeof duplexPair>[0],
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<PreviewAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PreviewAnswer>();
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const request = ask({
    createConnection: () => connection,
    method: 'GET',
    path,
    headers: Object.fromEntries(given),
  });
  request.on('error', reject).on('response', (response) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response
      .on('error', reject)
      .on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MOST_BYTES) chunks.push(chunk);
        else request.destroy(tooLarge());
      })
      .on('end', () =>
        resolve({
          status: response.statusCode ?? 500,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
          ),
          body: Buffer.concat(chunks),
        }),
      );
  });
  request.end();
  return promise;
}

const tooLarge = (): PreviewError =>
  new PreviewError(
    'preview-failed',
    `The file has more than ${MOST_BYTES / 1024 / 1024} MB, which previews do not hand on whole. It is shown on the site once its story is published.`,
  );
