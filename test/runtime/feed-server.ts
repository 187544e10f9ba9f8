import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of feeds, each of which a test may change. */
export interface FeedServer {
  readonly url: (name: string) => string;
  /** Has `/NAME` answer so from now on. */
  readonly on: (name: string, answer: RequestListener) => void;
  /** The paths that were asked for, in order. */
  readonly asked: string[];
  readonly agents: Set<string | undefined>;
  readonly close: () => Promise<void>;
}

/** Starts one on this machine; what it does not know is a 404. */
export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, RequestListener>();
  const asked: string[] = [];
  const agents = new Set<string | undefined>();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    agents.add(request.headers['user-agent']);
    const answer = answers.get(request.url ?? '');
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    on: (name, answer) => void answers.set(`/${name}`, answer),
    asked,
    agents,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with an RSS feed of these titles. */
export function rss(...titles: readonly string[]): RequestListener {
  const items = titles.map(
    (title, nth) => `<item><title>${title}</title><link>https://o.test/${title}/${nth}</link></item>`,
  );
  return (_, response) => {
    response.setHeader('Content-Type', 'application/rss+xml');
    response.end(`<rss version="2.0"><channel><title>O</title>${items.join('')}</channel></rss>`);
  };
}
