import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chatChannel } from '../../../src/notify/channels/chat/chat-channel.ts';
import { mailChannel } from '../../../src/notify/channels/mail/mail-channel.ts';
import type { WaitingMessage } from '../../../src/notify/message.ts';
import { describeNews } from '../../../src/notify/news/describe-news.ts';
import type { NewsEvent } from '../../../src/notify/news/news-event.ts';
import { smtpServer } from '../../support/smtp-server.ts';

const AT = '2026-11-30T08:00:00.000Z';
const NASTY = 'articles/<!channel> @all *a* [x](y) `z`|q\r\nBcc: spy@evil.example\u202e.md';
const found = (file = 'articles/a.md', message = 'date: "tomorow" is not a date.'): NewsEvent => ({
  type: 'problem.found',
  at: AT,
  count: 12,
  files: [
    {
      file,
      isServed: true,
      problems: [
        { line: 4, column: 7, severity: 'error', code: 'date-invalid', message, hint: 'Write it so.' },
      ],
    },
  ],
});
const live: NewsEvent = {
  type: 'article.live',
  at: AT,
  count: 1,
  articles: [
    { id: 'a', url: 'https://courier.test/2026/a?x=1&y=(2)|3', title: 'A & <B>', file: 'articles/a.md' },
  ],
};
const waiting = (...events: NewsEvent[]): WaitingMessage[] =>
  events.map((event, nth) => ({
    ...{ channel: 'slack', target: 'x', topic: `id-${nth}`, id: `id-${nth}` },
    body: JSON.stringify(event),
    ...{ sinceMs: 0, tries: 0 },
  }));

describe('Slack', () => {
  const slack = chatChannel({ kind: 'slack', url: 'https://hooks.slack.test/services/T/B/x', token: null }, [
    'problems',
  ]);
  const textOf = (...events: NewsEvent[]): string => JSON.parse(slack.build(waiting(...events), 0).body).text;

  test('gets one text of all, with its three signs escaped, a link for a story and no preview of it', () => {
    const { url, headers, body } = slack.build(waiting(found(), live), 0);
    expect([url, headers]).toEqual([
      'https://hooks.slack.test/services/T/B/x',
      { 'content-type': 'application/json; charset=utf-8' },
    ]);
    expect(JSON.parse(body)).toMatchObject({ unfurl_links: false, unfurl_media: false });
    expect(textOf(found(), live)).toBe(
      [
        '*12 files have problems*',
        '• articles/a.md:4:7 – date: "tomorow" is not a date. Write it so. Readers have its last good version.',
        'And 11 more files.',
        '*1 story is live*',
        '• <https://courier.test/2026/a?x=1&amp;y=(2)%7C3|A &amp; &lt;B&gt;>',
      ].join('\n'),
    );
  });

  test('calls nobody by what a file is named, and no line of it becomes another', () => {
    const text = textOf(found(NASTY));
    expect(text).toContain('articles/&lt;!channel&gt; @all');
    expect(text).not.toMatch(/<!|\u202e/);
    expect(text.split('\n')).toHaveLength(3);
  });

  test('gets no more than it shows', () => {
    const [event] = Array.from({ length: 1 }, () => found('articles/a.md', 'x'.repeat(9_000)));
    const many = Array.from({ length: 20 }, () => event as NewsEvent);
    expect(textOf(...many).length).toBeLessThanOrEqual(4_000);
  });

  test.each([
    [200, 'delivered'],
    [429, 'retry'],
    [500, 'retry'],
    [404, 'stop'],
    [410, 'stop'],
    [400, 'mistake'],
  ])('whose answer is %i, is %s', (status, kind) => {
    const verdict = slack.classify(status, null);
    expect(verdict.kind).toBe(kind);
    expect(JSON.stringify(verdict)).not.toContain('services/T');
  });
});

test('Mattermost gets Markdown in which nothing of a file is markup, and nobody is called', () => {
  const room = chatChannel({ kind: 'mattermost', url: 'https://chat.test/hooks/key', token: null }, ['live']);
  const { text } = JSON.parse(room.build(waiting(found(NASTY), live), 0).body);
  expect(text).toContain('**12 files have problems**');
  expect(text).not.toMatch(/@all|(?<!\\)`|(?<!\\)\[x\]/);
  expect(text).toContain('[A \\& \\<B\\>](https://courier.test/2026/a?x=1&y=%282%29|3)');
});

describe('Matrix', () => {
  const url = 'https://matrix.test/!room%3Amatrix.test';
  const room = chatChannel({ kind: 'matrix', url, token: 'syt_secret' }, ['problems']);

  test('gets a notice by PUT under a transaction of its own, which is the same when it is tried again', () => {
    const { method, url: sent, headers, body } = room.build(waiting(found(NASTY)), 0);
    expect(method).toBe('PUT');
    expect(sent).toMatch(
      /^https:\/\/matrix\.test\/_matrix\/client\/v3\/rooms\/!room%3Amatrix\.test\/send\/m\.room\.message\/[0-9a-f]{32}$/,
    );
    expect(room.build(waiting(found(NASTY)), 9).url).toBe(sent);
    expect(headers).toMatchObject({ authorization: 'Bearer syt_secret' });
    expect(room.target).not.toContain('secret');
    const event = JSON.parse(body);
    expect(event).toMatchObject({
      msgtype: 'm.notice',
      format: 'org.matrix.custom.html',
      'm.mentions': {},
    });
    expect(event.formatted_body).toContain('<b>articles/&lt;!channel&gt; @all');
    expect(event.body).toContain('articles/<!channel>');
  });

  test('stops where the token may not write, and goes on where the server is away', () => {
    expect(room.classify(403, null)).toMatchObject({
      kind: 'stop',
      reason: expect.stringMatching(/CHAT_URLS/),
    });
    expect(room.classify(502, null).kind).toBe('retry');
    expect(room.classify(413, null).kind).toBe('mistake');
  });
});

describe('mail', () => {
  let server: Awaited<ReturnType<typeof smtpServer>>;
  beforeEach(async () => {
    server = await smtpServer();
  });
  afterEach(() => server.close());

  const open = (given: { user?: string; security?: 'none' | 'starttls' } = {}) =>
    mailChannel({
      server: {
        ...{ host: '127.0.0.1', port: server.port },
        ...{ user: given.user ?? null, password: given.user === undefined ? null : 'word' },
        security: given.security ?? 'none',
      },
      ...{ from: 'desk@courier.test', to: 'news@courier.test' },
      ...{ topics: ['problems'] as const, origin: 'https://courier.test' },
    });
  const deps = () => ({
    fetch: globalThis.fetch,
    timers: { setTimeout, clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout) },
    signal: new AbortController().signal,
  });
  const post = async (channel: ReturnType<typeof open>, ...events: NewsEvent[]) => {
    const answer = await channel.send?.(channel.build(waiting(...events), 0), deps());
    return answer?.kind === 'answered' ? channel.classify(answer.status, null) : answer;
  };
  const headersOf = (data: string): string[] =>
    data
      .slice(0, data.indexOf('\r\n\r\n'))
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n');
  /** A header that is written by RFC 2047 §4.2. */
  const decoded = (text: string): string =>
    text
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?UTF-8\?Q\?(.*?)\?=/g, (_, word: string) =>
        decodeURIComponent(word.replaceAll('_', ' ').replaceAll('%', '%25').replaceAll('=', '%')),
      );
  const header = (data: string, name: string): string | undefined =>
    headersOf(data)
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))
      ?.slice(name.length + 2);

  test('is plain text and HTML, from whom and to whom it is to be, and says that a program wrote it', async () => {
    expect(await post(open({ user: 'desk' }), { ...found(), count: 1 })).toEqual({ kind: 'delivered' });
    const [mail] = server.mails;
    const data = mail?.data ?? '';
    expect(mail).toMatchObject({
      from: 'desk@courier.test',
      to: ['news@courier.test'],
      login: '\0desk\0word',
    });
    expect(decoded(header(data, 'Subject') ?? '')).toMatch(/^\[courier\.test\] articles\/a\.md: /);
    expect(header(data, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(data, 'List-Id')).toBe('<dateline.courier.test>');
    expect(data).toContain('Content-Type: text/plain; charset=utf-8');
    expect(data).toContain('Content-Type: text/html; charset=utf-8');
  });

  test('about one file is one thread, and one that is sent again has the same name', async () => {
    const mended: NewsEvent = {
      type: 'problem.mended',
      at: AT,
      count: 1,
      files: [{ file: 'articles/a.md', isServed: true }],
    };
    const channel = open();
    await post(channel, found());
    await post(channel, mended);
    await post(channel, found());
    await post(channel, found('articles/b.md'));
    const [first, second, again, other] = server.mails.map(({ data }) => data);
    expect(header(first ?? '', 'References')).toMatch(/^<file\.[0-9a-f]{24}@courier\.test>$/);
    expect(header(second ?? '', 'References')).toBe(header(first ?? '', 'References'));
    expect(header(other ?? '', 'References')).not.toBe(header(first ?? '', 'References'));
    expect(header(again ?? '', 'Message-ID')).toBe(header(first ?? '', 'Message-ID'));
  });

  test('has no header more for what a file is named, nor another recipient', async () => {
    await post(open(), found(NASTY, 'a\r\nTo: spy@evil.example\r\n\r\n<script>'));
    const [mail] = server.mails;
    expect(mail?.to).toEqual(['news@courier.test']);
    const names = headersOf(mail?.data ?? '').map((line) => line.split(':')[0]);
    expect(names).not.toContain('Bcc');
    expect(names.filter((name) => name === 'To')).toHaveLength(1);
    const html = (mail?.data ?? '').split('Content-Type: text/html')[1] ?? '';
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
  });

  test.each([
    [{ RCPT: [550] }, 'mistake', /MAIL_TO/],
    [{ MAIL: [451] }, 'retry', /no mail now/],
    [{ AUTH: [535] }, 'retry', /SMTP_URL/],
  ] as const)('that the server answers with %o is %s', async (answers, kind, cure) => {
    server.answer(answers);
    expect(await post(open({ user: 'desk' }), found())).toMatchObject({
      kind,
      reason: expect.stringMatching(cure),
    });
    expect(server.mails).toEqual([]);
  });

  test('is not sent unencrypted where TLS is asked for', async () => {
    expect(await post(open({ user: 'desk', security: 'starttls' }), found())).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/TLS/),
    });
    expect(server.mails).toEqual([]);
  });

  test('has no word of who may send in the name by which it waits', () => {
    expect(open({ user: 'desk' }).target).toBe(`smtp://127.0.0.1:${server.port}/news%40courier.test`);
  });
});

describe('who is told', () => {
  const recipients = [
    { channel: 'webhook', target: 'https://a.test/', topics: ['live', 'problems'] },
    { channel: 'slack', target: 'https://b.test/', topics: ['problems'] },
    { channel: 'index-now', target: 'https://c.test/' },
  ] as const;

  test('hears what it asked for; a webhook of every story, people of the first ten', () => {
    const one = { url: 'https://courier.test/2026/a', title: 'A', file: 'articles/a.md' };
    const articles = Array.from({ length: 150 }, (_, nth) => ({ ...one, id: `${nth}` }));
    const many: NewsEvent = { type: 'article.live', at: AT, count: 150, articles };
    const told = describeNews(many, recipients);
    expect(told.map(({ channel }) => channel)).toEqual(['webhook', 'webhook']);
    expect(told.flatMap(({ body }) => JSON.parse(body ?? '').articles)).toHaveLength(150);
    const [hook, chat] = describeNews(found(), recipients);
    expect(JSON.parse(hook?.body ?? '')).toMatchObject({ type: 'problem.found', id: hook?.id, count: 12 });
    expect(chat?.channel).toBe('slack');
  });

  test('hears the same under the same id', () => {
    expect(describeNews(found(), recipients)).toEqual(describeNews(found(), recipients));
    expect(describeNews(found('articles/b.md'), recipients)[0]?.id).not.toBe(
      describeNews(found(), recipients)[0]?.id,
    );
  });
});
