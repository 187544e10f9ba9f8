import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Settings } from '../../config/environment.ts';
import { toListenError } from '../../runtime/server/listen-error.ts';
import { type Finding, missing, ok, reasonOf } from './finding.ts';

/** How long whoever has a port may take to answer, in ms. */
const PATIENCE_MS = 3_000;

/** Whether the ports of the site, the desk and the metrics are free, or a Dateline has them. */
export async function lookAtPorts({ host, port, desk, opsPort }: Settings): Promise<readonly Finding[]> {
  const wanted = [
    { topic: 'PORT', host, port },
    ...(desk === null ? [] : [{ topic: 'DESK_PORT', host, port: desk.port }]),
    ...(opsPort === null ? [] : [{ topic: 'OPS_PORT', host: '127.0.0.1', port: opsPort }]),
  ];
  return Promise.all(wanted.map(lookAtPort));
}

interface WantedPort {
  readonly topic: string;
  readonly host: string;
  readonly port: number;
}

async function lookAtPort({ topic, host, port }: WantedPort): Promise<Finding> {
  if (port === 0) return ok(topic, 'any free one is taken');
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return ok(topic, `${port} on ${host} is free`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' && (await answersAsDateline(host, port)))
      return ok(topic, `${port} on ${host} is served by a Dateline that runs`);
    const says = reasonOf(toListenError(error, host, port));
    return missing(topic, says.replaceAll(/\bPORT\b/g, topic), 'What has it is told by: ss -ltnp');
  } finally {
    server.close();
  }
}

/** The site says there `{"status":"ok"}`, the desk and OPS_PORT `ok`, whatever they are busy with. */
async function answersAsDateline(host: string, port: number): Promise<boolean> {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  try {
    const answer = await fetch(`http://${reached.includes(':') ? `[${reached}]` : reached}:${port}/healthz`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'manual',
    });
    return answer.status === 200 && ['ok', '{"status":"ok"}'].includes((await answer.text()).trim());
  } catch {
    return false;
  }
}
