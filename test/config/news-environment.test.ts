import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { readNewsAddresses } from '../../src/config/news-environment.ts';

const SLACK = 'slack:https://hooks.slack.test/services/T/B/secret';
const MAIL = { MAIL_FROM: 'desk@courier.test', MAIL_TO: 'a@courier.test, b@courier.test' };

describe('who is told of what editors have to know', () => {
  test('is nobody by default', () => {
    expect(readNewsAddresses({})).toMatchObject({ webhookTopics: [], chats: [], mail: null });
  });

  test('is checked with the settings, and is not among them', () => {
    const env = { CHAT_URLS: SLACK, SMTP_URL: 'smtps://u:secret@mail.test', ...MAIL };
    expect(JSON.stringify(readEnvironment(env))).not.toContain('secret');
  });

  test('rooms have a kind, and those of Matrix a token apart from their address', () => {
    const CHAT_URLS = `${SLACK},mattermost:http://localhost:8065/hooks/k, matrix:https://:syt_a%2Fb@m.test/!r:m.test`;
    expect(readNewsAddresses({ CHAT_URLS }).chats).toEqual([
      { kind: 'slack', url: 'https://hooks.slack.test/services/T/B/secret', token: null },
      { kind: 'mattermost', url: 'http://localhost:8065/hooks/k', token: null },
      { kind: 'matrix', url: 'https://m.test/!r%3Am.test', token: 'syt_a/b' },
    ]);
  });

  test.each([
    'https://hooks.slack.test/secret',
    'teams:https://x.test/secret',
    'slack:http://hooks.slack.test/secret',
    'matrix:https://m.test/!r:m.test',
    'matrix:https://:secret@m.test/%23alias:m.test',
  ])('a room such as %s is refused and not shown', (CHAT_URLS) => {
    expect(() => readEnvironment({ CHAT_URLS })).toThrow(/^CHAT_URLS: is not a list of rooms\. (?!.*secret)/);
  });

  test.each([
    ['smtps://u:p%40ss@mail.test', { port: 465, security: 'tls', user: 'u', password: 'p@ss' }],
    ['smtp://mail.test', { port: 587, security: 'starttls', user: null, password: null }],
    ['smtp://mail.test:25?tls=no', { port: 25, security: 'none' }],
    ['smtp://127.0.0.1:1025', { port: 1025, security: 'none' }],
  ])('the mail server %s', (SMTP_URL, server) => {
    expect(readNewsAddresses({ SMTP_URL, ...MAIL }).mail?.server).toMatchObject(server);
  });

  test.each(['mail.test', 'http://secret@mail.test', 'smtp://mail.test/secret', 'smtps://mail.test?tls=no'])(
    'a mail server such as %s is refused and not shown',
    (SMTP_URL) => {
      expect(() => readEnvironment({ SMTP_URL, ...MAIL })).toThrow(
        /^SMTP_URL: is not a mail server\. (?!.*secret)/,
      );
    },
  );

  test('mail needs whom it comes from and goes to, as addresses alone', () => {
    const SMTP_URL = 'smtps://mail.test';
    expect(() => readEnvironment({ SMTP_URL })).toThrow(/MAIL_FROM is not set.*\nMAIL_TO is not set/);
    expect(() => readEnvironment({ SMTP_URL, ...MAIL, MAIL_TO: 'a@b.test\nBcc: c@d.test' })).toThrow(
      /MAIL_TO/,
    );
  });

  test('what they are told is named', () => {
    expect(readNewsAddresses({ WEBHOOK_EVENTS: 'live, problems' }).webhookTopics).toEqual([
      'problems',
      'live',
    ]);
    expect(readNewsAddresses({ CHAT_EVENTS: 'none' }).chatTopics).toEqual([]);
    expect(() => readEnvironment({ MAIL_EVENTS: 'everything' })).toThrow(
      /MAIL_EVENTS: "everything" is not a list/,
    );
  });
});
