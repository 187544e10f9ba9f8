import type { Express } from 'express';
import { onTestFinished } from 'vitest';
import { type RunningServer, startServer } from '../../src/runtime/server/listen.ts';
import type { ServerLimits } from '../../src/runtime/server/server-limits.ts';
import { createSmallSite, errorPage } from '../http/small-site.ts';

/** Limits that bite within half a second. */
export const QUICK: Partial<ServerLimits> = {
  headersTimeoutMs: 200,
  requestTimeoutMs: 400,
  keepAliveTimeoutMs: 200,
  idleTimeoutMs: 400,
  checkIntervalMs: 20,
  lingerMs: 100,
};

/** Only connections that rest or do not read are hurried. */
export const PATIENT: Partial<ServerLimits> = { ...QUICK, headersTimeoutMs: 5_000, requestTimeoutMs: 5_000 };

/** A small site on a free port of this machine, stopped when the test is over. */
export async function startLimitedSite(
  limits: Partial<ServerLimits> = QUICK,
  addRoutes: (app: Express) => void = () => {},
): Promise<RunningServer> {
  const handler = createSmallSite({ addRoutes }).app;
  const running = await startServer({
    handler,
    host: '127.0.0.1',
    port: 0,
    errorPage,
    now: () => 0,
    limits,
  });
  onTestFinished(() => stopServer(running));
  return running;
}

/** Cuts a server's connections and frees its port. */
export async function stopServer({ server }: RunningServer): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
