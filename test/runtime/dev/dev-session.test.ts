import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createDevSession,
  type DevSession,
  type ShownProblem,
} from '../../../src/runtime/dev/dev-session.ts';
import type { Problem } from '../../../src/problems/problem.ts';

const PROBLEM: Problem = {
  file: 'articles/a.md',
  line: 4,
  column: 7,
  severity: 'error',
  code: 'date-invalid',
  message: 'date: "tomorow" is not a date.',
  hint: 'Write it as 2026-11-22 09:30.',
};

const show = ({ file, line, severity, message, hint }: Problem): ShownProblem => ({
  severity,
  place: `${file}:${line}`,
  message,
  hint,
  frame: '',
});

let session: DevSession;
let server: Server;
let port = 0;
beforeEach(async () => {
  session = createDevSession({ show });
  server = createServer(session.before((_request, response) => response.end('the site')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  session.close();
  server.closeAllConnections();
  server.close();
});

interface State {
  readonly session: string;
  readonly version: number;
  readonly problems: readonly ShownProblem[];
  readonly more: number;
}

/** A browser that follows the session. */
async function follow() {
  const states: State[] = [];
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(`http://localhost:${port}/-/dev/events`, { family: 4 }, resolve),
  );
  response.on('data', (chunk) => {
    for (const [, data = ''] of String(chunk).matchAll(/^data: (.*)$/gm)) states.push(JSON.parse(data));
  });
  return { states, response, last: () => states.at(-1) };
}

const ask = (path: string, host: string): Promise<string> =>
  new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, headers: { host }, agent: false }, (response) => {
      response.once('data', (chunk) => {
        resolve(String(chunk));
        response.destroy();
      });
    });
  });

describe('the session of a dev server', () => {
  test('tells a browser what there is when pages are served, and each change after it', async () => {
    const browser = await follow();
    session.troubled('articles/a.md', [PROBLEM]);
    expect(browser.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    session.start();
    await expect.poll(() => browser.states).toHaveLength(1);
    expect(browser.states[0]).toMatchObject({
      version: 0,
      problems: [
        { place: 'articles/a.md:4', severity: 'error', message: PROBLEM.message, hint: PROBLEM.hint },
      ],
    });
    session.changed();
    await expect.poll(browser.last).toMatchObject({ version: 1 });
    session.troubled('articles/a.md', []);
    await expect.poll(browser.last).toMatchObject({ version: 1, problems: [] });
    expect((await follow()).response.statusCode).toBe(200);
  });

  test('another server is another session, so that browsers load their page anew after a restart', async () => {
    session.start();
    const other = createDevSession({ show });
    const seen = await follow();
    await expect.poll(() => seen.states).toHaveLength(1);
    other.close();
    expect(seen.states[0]?.session).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('errors come before warnings, views before all, and more than twenty are counted', async () => {
    session.start();
    const many = Array.from(
      { length: 30 },
      (_, index): Problem => ({ ...PROBLEM, file: 'articles/b.md', line: index, severity: 'warning' }),
    );
    session.troubled('articles/b.md', many);
    session.troubled('articles/a.md', [PROBLEM]);
    session.viewsTroubled({ ...show(PROBLEM), place: 'views/pages/front.ejs:3:1' });
    const { last } = await follow();
    await expect
      .poll(() =>
        last()
          ?.problems.map(({ place }) => place)
          .slice(0, 3),
      )
      .toEqual(['views/pages/front.ejs:3:1', 'articles/a.md:4', 'articles/b.md:0']);
    expect(last()?.more).toBe(11);
  });

  test('serves the script that pages get, and all else is the site’s', async () => {
    expect(await ask('/-/dev/client.js', `localhost:${port}`)).toContain('EventSource');
    expect(await ask('/-/dev/other', 'localhost')).toBe('the site');
    expect(session.addScript('<body>\n</body>\n</html>')).toBe(
      '<body>\n<script type="module" src="/-/dev/client.js"></script>\n</body>\n</html>',
    );
  });

  test.each(['evil.example', 'localhost.evil.example', '10.0.0.7', 'localhost:x'])(
    'is not there for the host %j',
    async (host) => {
      expect(await ask('/-/dev/events', host)).toBe('the site');
    },
  );
});
