import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As sent: compressed where the server did so. */
  readonly body: Buffer;
  /** From the request's first byte to the reply's last, in ms. */
  readonly ms: number;
}

export type RequestHeaders = Readonly<Record<string, string>>;

/** One keep-alive connection; a request waits until the one before it is answered. */
export interface Connection {
  /** Asks for a path, with `Accept-Encoding` and further headers as given; nothing is decoded. */
  readonly get: (path: string, acceptEncoding?: string, headers?: RequestHeaders) => Promise<Reply>;
  readonly close: () => void;
}

/** Makes a connection to an origin such as `http://127.0.0.1:3000`; it opens with the first request. */
export function connect(origin: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const get = async (path: string, acceptEncoding = 'identity', headers = {}): Promise<Reply> => {
    const startedAt = performance.now();
    const sent = { ...headers, 'Accept-Encoding': acceptEncoding };
    const { reply, isReused, error } = await exchange(agent, origin + path, sent);
    // The server may close an idle connection just as it is used again (RFC 9112 §9.3.1).
    if (error !== null && isReused) return get(path, acceptEncoding, headers);
    if (reply === null) throw error;
    const chunks: Buffer[] = [];
    for await (const chunk of reply) chunks.push(chunk as Buffer);
    return {
      status: reply.statusCode ?? 0,
      headers: reply.headers,
      body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks),
      ms: performance.now() - startedAt,
    };
  };
  return { get, close: () => agent.destroy() };
}

async function exchange(agent: Agent, url: string, headers: RequestHeaders) {
  const asked = request(url, { agent, headers });
  asked.end();
  try {
    const [reply] = (await once(asked, 'response')) as [IncomingMessage];
    return { reply, isReused: asked.reusedSocket, error: null };
  } catch (error) {
    return { reply: null, isReused: asked.reusedSocket, error };
  }
}
