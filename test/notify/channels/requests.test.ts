import { describe, expect, test } from 'vitest';
import { indexNowChannel } from '../../../src/notify/channels/index-now.ts';
import { webSubChannel } from '../../../src/notify/channels/web-sub.ts';
import { webhookChannel } from '../../../src/notify/channels/webhook.ts';
import type { Message, WaitingMessage } from '../../../src/notify/message.ts';
import { decodeWebhookSecret, signWebhook } from '../../../src/notify/channels/webhook.ts';

const waiting = (message: Partial<Message>): WaitingMessage => ({
  id: 'id',
  channel: 'index-now',
  target: '',
  topic: '',
  body: null,
  sinceMs: 0,
  tries: 0,
  ...message,
});

describe('IndexNow', () => {
  const channel = indexNowChannel('abcd-1234');

  test('is asked with host, key, its place and the URLs of one host', () => {
    const [a, b, other] = ['https://a.example/1', 'https://a.example/2', 'https://b.example/3'].map((topic) =>
      waiting({ topic }),
    );
    const { url, headers, body, messages } = channel.build(
      [a, other, b].filter((one) => one !== undefined),
      0,
    );
    expect(url).toBe('https://api.indexnow.org/indexnow');
    expect(headers).toEqual({ 'content-type': 'application/json; charset=utf-8' });
    expect(body).toBe(
      '{"host":"a.example","key":"abcd-1234","keyLocation":"https://a.example/abcd-1234.txt","urlList":["https://a.example/1","https://a.example/2"]}',
    );
    expect(messages).toEqual([a, b]);
  });

  test.each([
    [200, 'delivered'],
    [202, 'delivered'],
    [301, 'mistake'],
    [400, 'mistake'],
    [403, 'mistake'],
    [422, 'mistake'],
    [429, 'retry'],
    [500, 'retry'],
  ])('classifies %i as %s', (status, kind) => expect(channel.classify(status, null).kind).toBe(kind));
});

describe('WebSub', () => {
  const channel = webSubChannel('https://hub.example/');

  test('is told of one feed as a form', () => {
    const messages = [
      waiting({ topic: 'https://a.example/feed.xml' }),
      waiting({ topic: 'https://a.example/b' }),
    ];
    expect(channel.build(messages, 0)).toEqual({
      url: 'https://hub.example/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'hub.mode=publish&hub.url=https%3A%2F%2Fa.example%2Ffeed.xml',
      messages: messages.slice(0, 1),
    });
  });

  test.each([
    [204, 'delivered'],
    [301, 'mistake'],
    [404, 'mistake'],
    [429, 'retry'],
    [503, 'retry'],
  ])('classifies %i as %s', (status, kind) => expect(channel.classify(status, null).kind).toBe(kind));
});

describe('a webhook', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

  test('is signed as the libraries of Standard Webhooks expect', () => {
    const content = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1_614_265_330,
      body: '{"test": 2432232314}',
    };
    expect(signWebhook(decodeWebhookSecret(secret), content)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('bears the time of the try and the same id and body at each', () => {
    const channel = webhookChannel('https://hook.example/', secret);
    const message = waiting({ id: 'one', body: '{"id":"one"}' });
    const [first, second] = [channel.build([message], 1_000_900), channel.build([message], 61_000_000)];
    expect(first.headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': 'one',
      'webhook-timestamp': '1000',
      'webhook-signature': signWebhook(decodeWebhookSecret(secret), {
        id: 'one',
        timestamp: 1000,
        body: '{"id":"one"}',
      }),
    });
    expect(second.headers).toMatchObject({ 'webhook-id': 'one', 'webhook-timestamp': '61000' });
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
    expect(second.body).toBe(first.body);
  });

  test('a secret without the prefix is its own text', () => {
    expect(decodeWebhookSecret('plain text').toString()).toBe('plain text');
  });

  test.each([
    [204, 'delivered'],
    [301, 'retry'],
    [400, 'retry'],
    [401, 'retry'],
    [410, 'stop'],
    [429, 'retry'],
    [500, 'retry'],
  ])('classifies %i as %s', (status, kind) =>
    expect(webhookChannel('https://hook.example/', secret).classify(status, null).kind).toBe(kind),
  );
});
