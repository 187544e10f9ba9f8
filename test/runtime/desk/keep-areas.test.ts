import express, { type ErrorRequestHandler } from 'express';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { DeskError } from '../../../src/desk/desk-error.ts';
import { keepAreas } from '../../../src/runtime/desk/keep-areas.ts';
import type { DeskAreas } from '../../../src/runtime/desk/open-areas.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

const answerError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (!(error instanceof DeskError)) throw error;
  response.status(error.status).set(error.headers).send(error.message);
};

test('what cannot be opened closes the desk until it can, is told once, and is closed at the end', async () => {
  const lines: string[] = [];
  const log = createLogger({ level: 'error', destination: { write: (line) => void lines.push(line) } });
  const clock = { now: 1_000_000 };
  let isDamaged = true;
  let closedTimes = 0;
  let tries = 0;
  const open = async (): Promise<DeskAreas> => {
    tries += 1;
    if (isDamaged)
      throw new Error('desk.db: the accounts of the desk are damaged. Put a backup in its place');
    const area: express.RequestHandler = (request, response, next) =>
      request.path === '/' ? void response.send('board') : next();
    return {
      areas: [area],
      async [Symbol.asyncDispose]() {
        closedTimes += 1;
      },
    };
  };
  const kept = await keepAreas({ open, log, now: () => clock.now });
  const app = express();
  for (const area of kept.areas) app.use(area);
  app.use(answerError);
  const desk = supertest(app);

  const closed = await desk.get('/');
  expect([closed.status, closed.headers['retry-after']]).toEqual([503, '10']);
  expect(closed.text).toContain('Readers notice nothing');
  await desk.get('/');
  expect(tries).toBe(1);
  clock.now += 10_000;
  await Promise.all([desk.get('/'), desk.get('/')]);
  expect(tries).toBe(2);
  expect(lines.filter((line) => line.includes('Put a backup in its place'))).toHaveLength(1);

  isDamaged = false;
  clock.now += 10_000;
  expect((await desk.get('/')).text).toBe('board');
  expect((await desk.get('/nowhere')).status).toBe(404);
  clock.now += 10_000;
  await desk.get('/');
  expect(tries).toBe(3);
  await kept[Symbol.asyncDispose]();
  expect(closedTimes).toBe(1);
});
