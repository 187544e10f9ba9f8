import { Agent, request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../content/random.ts';
import { fakeSearch, foundAnswer, sampleHit } from '../../support/fake-search.ts';
import { fixtureSite, openTestSite, type TestSite } from '../../support/open-test-site.ts';
import { exchange, headerOf, type Listening, listenHere, requestText } from '../listen-here.ts';

/** Finds whatever it is asked for, and says it back in every place that shows a text. */
const search = fakeSearch(({ text, page }) =>
  foundAnswer({
    hits: [sampleHit(text || 'x', text), sampleHit(`[${text}]`, `[${text}]`, { language: 'ar' })],
    total: { count: page, isExact: page % 2 === 0 },
    hasMore: true,
    suggestion: text,
    filters: (['section', 'author', 'topic', 'after', 'before'] as const).map((name, index) => ({
      name,
      value: text,
      isKnown: (page + index) % 2 === 0,
    })),
  }),
);
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let site: TestSite;
let server: Listening;

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'), { search });
  server = await listenHere(site.app);
});
afterAll(async () => {
  agent.destroy();
  server.close();
  await site.close();
});

const PIECES = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '</title></mark><svg/onload=alert(1)>',
  '<%= 7*7 %>',
  '{{constructor}}',
  '"',
  '"""',
  '*',
  '***',
  '-',
  '--',
  'NEAR(a b, 9)',
  'a AND OR NOT (',
  'title:^x',
  'section:',
  'section:"',
  'after:9999-99-99',
  'before:-1',
  "'; DROP TABLE article; --",
  '\\',
  '😀',
  'ա'.repeat(40),
  'سوريا',
  '\u202e\u2066',
  '\ufeff',
  'é'.normalize('NFD').repeat(20),
  'x'.repeat(2_000),
  '( '.repeat(200),
  '" '.repeat(200),
].map(encodeURIComponent);
/** Written as they are: no encoder would. */
const RAW = [
  '%',
  '%%',
  '%zz',
  '%0',
  '%00',
  '%0a',
  '%0d%0aSet-Cookie:x',
  '%ED%A0%80',
  '%F0%9F',
  '%C0%AF',
  '%FE%FF',
  '+',
  '&',
  '=',
  '&q=',
  '&q[]=',
  '&q[a]=b',
  '&__proto__[x]=1',
  '&constructor=1',
  '&toString',
  '#',
  '?',
  ';',
  '&page=0',
  '&page=2',
  '&page=25',
  '&page=26',
  '&page=1&page=2',
  '&page=%00',
  '&page=1e9',
  '&page=-1',
  '&page[]=1',
  '&callback=alert',
  '&format=xml',
];
const ACCEPTS = ['text/html', 'application/json', '*/*', 'application/json;q=0.1,*/*', ',;,q=', 'image/png'];
const TYPES = /^(?:text\/html|application\/(?:problem\+)?json); charset=utf-8$/;

test('2,000 hostile queries are answered by pages and problems, never by a fault', async () => {
  const random = createRandom(2026);
  const oneOf = (list: readonly string[]): string => list[random(list.length)] ?? '';
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  const askOne = async (): Promise<void> => {
    const pieces = Array.from({ length: random(6) }, () => oneOf(random(2) === 0 ? PIECES : RAW));
    const path = `/search${random(9) === 0 ? '?' : '?q='}${pieces.join('')}`.slice(0, 7_900);
    const accept = oneOf(ACCEPTS);
    const answer = await ask(path, accept);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    for (const fault of faultsOf(answer)) wrong.push(`${fault}: ${accept} ${path.slice(0, 200)}`);
  };
  for (let round = 0; round < 250; round += 1) await Promise.all(Array.from({ length: 8 }, askOne));
  expect(wrong).toEqual([]);
  expect([...statuses.keys()].sort()).toEqual([200, 400]);
  expect(search.asked.every(({ text }) => text.isWellFormed() && !/\p{Cc}/u.test(text))).toBe(true);
});

test.each([
  ['/search?q=\xe9', [200, 400]],
  ['/search?q=a b', [400]],
  ['/search?q=\0', [400]],
  [`/search?q=${'x'.repeat(10_000)}`, [414]],
  [`/search?q=${'%ED%A0%80'.repeat(800)}`, [200]],
])('%j, byte for byte, is answered', async (path, statuses) => {
  expect(statuses).toContain((await exchange(server.url, requestText('GET', path))).status);
});

test('what is over-long is said in the form that the client wants', async () => {
  const lines = ['Host: x', 'Accept: application/json'];
  const answer = await exchange(server.url, requestText('GET', `/search?q=${'x'.repeat(10_000)}`, lines));
  expect(headerOf(answer, 'Content-Type')).toBe('application/problem+json; charset=utf-8');
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function ask(path: string, accept: string): Promise<Answer> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent, headers: { accept } }, async (response) => {
      const { statusCode = 0, headers } = response;
      resolve({ status: statusCode, type: headers['content-type'] ?? '', body: await readText(response) });
    })
      .on('error', reject)
      .end();
  });
}

function faultsOf({ status, type, body }: Answer): string[] {
  const faults = [
    ...(status === 200 || status === 400 ? [] : [`status ${status}`]),
    ...(TYPES.test(type) ? [] : [`type ${type}`]),
  ];
  if (type.startsWith('text/html')) {
    if (
      /<(?:script>alert|img src=x|svg(?! class="icon" aria-hidden="true"><use href="\/assets\/))/i.test(body)
    )
      faults.push('raw markup');
    if (!body.trimEnd().endsWith('</html>')) faults.push('half a page');
  } else if (JSON.stringify(JSON.parse(body)) !== body.trimEnd()) faults.push('odd JSON');
  return faults;
}
