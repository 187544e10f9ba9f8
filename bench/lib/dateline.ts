import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';
import { connect } from './connection.ts';
import { findFreePort } from './free-port.ts';

export interface DatelineOptions {
  readonly contentDir: string;
  readonly dataDir: string;
  /** Settings besides these, such as `WORKERS`. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Its port, for one that comes back where another was; any free one by default. */
  readonly port?: number | undefined;
  /** The one core that it may run on. */
  readonly core?: number | undefined;
  /** A file for its log; messages can then neither be waited for nor counted. */
  readonly logFile?: string | undefined;
}

/** A running Dateline. */
export interface Dateline {
  readonly child: Child;
  /** Such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  /** Ms from its start until `/readyz` answers 200. @throws Error when it ends or takes too long. */
  readonly waitUntilReady: (timeoutMs: number) => Promise<number>;
  /** Ms from its start until it logged this message for the first time; null when it did not in time. */
  readonly waitForMessage: (message: string, timeoutMs: number) => Promise<number | null>;
  /** How often it logged this message. */
  readonly countMessages: (message: string) => number;
  readonly stop: () => Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_POLL_MS = 5;
const REQUEST_LINE = '"msg":"request"';

/** What the start script of package.json gives to node: flags, and the program last. */
export function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  // The shell makes room for node, so that signals to npm reach the server.
  const words = scripts.start.split(' ');
  return words.slice(words.indexOf('node') + 1);
}

/** Starts the server as `npm start` does, on the loopback address. */
export async function startDateline(options: DatelineOptions): Promise<Dateline> {
  const { contentDir, dataDir, env, core, logFile, port = await findFreePort() } = options;
  const origin = `http://127.0.0.1:${port}`;
  const child = await startChild({
    command: process.execPath,
    args: startArguments(),
    cwd: ROOT,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      SITE_URL: origin,
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'info',
      ...env,
    },
    core,
    logFile,
  });
  const log = readLog(child);
  return {
    child,
    origin,
    waitUntilReady: (timeoutMs) => waitUntilReady(child, origin, timeoutMs),
    waitForMessage: log.waitFor,
    countMessages: log.count,
    stop: () => child.stop(),
  };
}

async function waitUntilReady(child: Child, origin: string, timeoutMs: number): Promise<number> {
  const connection = connect(origin);
  let end: number | string | null = null;
  void child.ended.then((how) => {
    end = how;
  });
  try {
    while (performance.now() - child.startedAt < timeoutMs) {
      if (end !== null)
        throw new Error(`The server ended with ${end} before it was ready.\n${child.lastErrors()}`);
      const reply = await connection.get('/readyz').catch(() => null);
      if (reply?.status === 200) return performance.now() - child.startedAt;
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
  } finally {
    connection.close();
  }
  throw new Error(`The server was not ready after ${timeoutMs / 1000} s. Give it longer with --timeout.`);
}

/** Counts the messages of a log by their text, and notes when each came first. Lines of requests are passed over. */
function readLog(child: Child) {
  const seen = new Map<string, { firstMs: number; count: number }>();
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.includes(REQUEST_LINE)) return;
    const message = messageOf(line);
    const known = seen.get(message);
    if (known !== undefined) known.count += 1;
    else seen.set(message, { firstMs: performance.now() - child.startedAt, count: 1 });
    waiting.get(message)?.();
  });
  const waitFor = (message: string, timeoutMs: number): Promise<number | null> =>
    new Promise((resolve) => {
      const timer = setTimeout(settle, timeoutMs);
      function settle(): void {
        clearTimeout(timer);
        waiting.delete(message);
        resolve(seen.get(message)?.firstMs ?? null);
      }
      if (seen.has(message)) settle();
      else waiting.set(message, settle);
    });
  return { waitFor, count: (message: string) => seen.get(message)?.count ?? 0 };
}

function messageOf(line: string): string {
  try {
    const { msg } = JSON.parse(line) as { msg?: unknown };
    return typeof msg === 'string' ? msg : '';
  } catch {
    return '';
  }
}
