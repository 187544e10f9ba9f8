import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { type EventStreamOptions, eventStream } from '../../../src/desk/events/event-stream.ts';
import { createDeskNews } from '../../../src/desk/news.ts';
import { PATIENCE } from '../../ingest/open-newsroom.ts';

let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

async function open(given: Partial<EventStreamOptions> = {}) {
  const news = createDeskNews();
  const app = express().set('env', 'test');
  app.get('/events', eventStream({ news, full: 'There is no room.', ...given }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => void server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  const listen = async (headers: Record<string, string> = {}) => {
    const controller = new AbortController();
    closing.push(() => controller.abort());
    const answer = await fetch(url, { headers, signal: controller.signal });
    const heard = { text: '', isOver: false };
    void (async () => {
      for await (const chunk of answer.body ?? []) heard.text += Buffer.from(chunk as Uint8Array).toString();
    })().then(
      () => (heard.isOver = true),
      () => {},
    );
    return { answer, heard, leave: () => controller.abort() };
  };
  return { news, listen };
}

test('several news are told at once, by their kinds', async () => {
  const { news, listen } = await open();
  const { answer, heard } = await listen();
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  news.tell({ kind: 'presence' });
  news.tell({ kind: 'feeds' });
  news.tell({ kind: 'presence' });
  await expect.poll(() => heard.text, PATIENCE).toContain('event: changed\ndata: presence feeds\n\n');
});

test('whoever comes back is told that anything may be different', async () => {
  const { listen } = await open();
  const { heard } = await listen({ 'Last-Event-ID': '1' });
  await expect.poll(() => heard.text, PATIENCE).toContain('data: all\n\n');
});

test('a stream is kept awake, and ends by itself so that the log-in is asked again', async () => {
  const { listen } = await open({ heartbeatMs: 5, lifeMs: 60 });
  const { heard } = await listen();
  await expect.poll(() => heard.isOver, PATIENCE).toBe(true);
  expect(heard.text).toContain(':\n\n');
});

test('there is room for so many, and again when one leaves', async () => {
  const { listen } = await open({ most: 1 });
  const first = await listen();
  expect((await listen()).answer.status).toBe(503);
  first.leave();
  await expect.poll(async () => (await listen()).answer.status, PATIENCE).toBe(200);
});
