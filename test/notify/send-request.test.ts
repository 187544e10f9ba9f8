import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendRequest, type Timers } from '../../src/notify/send-request.ts';
import { misbehavingServer } from './misbehaving-server.ts';

let server: Awaited<ReturnType<typeof misbehavingServer>>;
beforeEach(async () => {
  server = await misbehavingServer();
});
afterEach(() => server.close());

/** Real timers, but what would take 10 s goes off once the server has the request. */
const hasty: Timers = {
  setTimeout(work) {
    const timer = setInterval(() => {
      if (server.seen.length > 0) work();
    }, 50);
    return timer;
  },
  clearTimeout: (timer) => clearInterval(timer as NodeJS.Timeout),
};
const patient: Timers = { setTimeout: () => null, clearTimeout: () => undefined };

const send = (timers: Timers, signal = new AbortController().signal) =>
  sendRequest({ url: server.url, headers: { 'x-own': 'yes' }, body: 'text' }, { fetch, timers, signal });

describe('a request', () => {
  test('is a POST with its headers and body', async () => {
    server.answer({ status: 503, headers: { 'retry-after': '120' } });
    expect(await send(patient)).toEqual({ kind: 'answered', status: 503, retryAfter: '120' });
    expect(server.seen[0]).toMatchObject({
      path: '/hook',
      body: 'text',
      headers: { 'x-own': 'yes', 'user-agent': 'Dateline', 'accept-encoding': 'identity' },
    });
  });

  test.each(['hang', 'slow-headers'])('ends when the answer takes too long: %s', async (kind) => {
    server.answer(kind);
    expect(await send(hasty)).toEqual({ kind: 'failed', reason: 'no answer within 10 seconds' });
  });

  test('ends when it is told to', async () => {
    server.answer('hang');
    const ending = new AbortController();
    const sent = send(patient, ending.signal);
    await expect.poll(() => server.seen.length).toBe(1);
    ending.abort();
    expect(await sent).toMatchObject({ kind: 'failed' });
  });

  test.each(['reset', 'huge-headers'])('fails with the code of the reason: %s', async (kind) => {
    server.answer(kind);
    const answer = await send(patient);
    expect(answer).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^no answer \([A-Z_]+\)$/),
    });
  });

  test.each(['endless', 'bomb'])('reads no more of a body than 64 kB: %s', async (kind) => {
    server.answer(kind);
    let bytes = 0;
    const counting: typeof fetch = async (...args) => {
      const response = await fetch(...args);
      const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          bytes += chunk.byteLength;
          controller.enqueue(chunk);
        },
      });
      return new Response(response.body?.pipeThrough(counter) ?? null, response);
    };
    const signal = new AbortController().signal;
    const delivery = { url: server.url, headers: {}, body: '' };
    const answer = await sendRequest(delivery, { fetch: counting, timers: patient, signal });
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    // Streams hold a few chunks of their own.
    expect(bytes).toBeLessThan(512 * 1024);
  });

  test('counts as answered when the body breaks off', async () => {
    server.answer('cut-off');
    expect(await send(patient)).toMatchObject({ kind: 'answered', status: 200 });
  });

  test('follows no redirect', async () => {
    server.answer('redirect');
    expect(await send(patient)).toMatchObject({ kind: 'answered', status: 301 });
    expect(server.seen.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('says nothing of its address when it fails', async () => {
    const url = 'http://127.0.0.1:1/a-token';
    const answer = await sendRequest(
      { url, headers: {}, body: '' },
      { fetch, timers: patient, signal: new AbortController().signal },
    );
    expect(answer.kind).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('a-token');
  });
});
