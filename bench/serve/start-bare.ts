import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../lib/child.ts';
import { startArguments } from '../lib/dateline.ts';
import { findFreePort } from '../lib/free-port.ts';
import { ARTICLE_PATH, waitForAnswer } from './contender.ts';
import type { RecordedReply } from './recorded-reply.ts';

const SERVER = fileURLToPath(new URL('bare-server.ts', import.meta.url));

/** Starts a server of node:http alone that repeats a reply, with the flags of the start script. */
export async function startBare(
  folder: string,
  reply: RecordedReply,
  core: number | undefined,
): Promise<{ readonly child: Child; readonly url: string }> {
  const port = await findFreePort();
  const file = join(folder, `reply-${reply.status}.json`);
  const body = join(folder, `reply-${reply.status}.body`);
  writeFileSync(file, JSON.stringify({ status: reply.status, headers: reply.headers }));
  writeFileSync(body, reply.body);
  const flags = startArguments().slice(0, -1);
  const args = [...flags, SERVER, String(port), file, body];
  const child = await startChild({ command: process.execPath, args, core });
  const url = `http://127.0.0.1:${port}${ARTICLE_PATH}`;
  await waitForAnswer(child, url);
  return { child, url };
}
