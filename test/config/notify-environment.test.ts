import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../src/config/environment-error.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { readWebhooks } from '../../src/config/notify-environment.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const HOOK = 'https://hook.example/a-token';

describe('who is told of publishes', () => {
  test('hubs and the key are settings', () => {
    const given = { INDEXNOW_KEY: 'abcdef-0123', WEBSUB_HUBS: 'https://a.example/, https://b.example' };
    expect(readEnvironment(given)).toMatchObject({
      indexNowKey: 'abcdef-0123',
      hubs: ['https://a.example/', 'https://b.example/'],
    });
  });

  test('addresses and secret of webhooks are checked with the settings, but are not among them', () => {
    const given = { WEBHOOK_URLS: HOOK, WEBHOOK_SECRET: SECRET };
    expect(JSON.stringify(readEnvironment(given))).not.toMatch(/a-token|whsec_/);
    expect(readWebhooks(given)).toEqual({ urls: [HOOK], secret: SECRET });
    expect(readWebhooks({})).toEqual({ urls: [], secret: null });
  });

  test('each address is told once; http is for this machine', () => {
    const WEBHOOK_URLS = `${HOOK},,${HOOK} ,http://127.0.0.1:8080/x,http://[::1]/,http://localhost/`;
    expect(readWebhooks({ WEBHOOK_URLS }).urls).toEqual([
      HOOK,
      'http://127.0.0.1:8080/x',
      'http://[::1]/',
      'http://localhost/',
    ]);
  });

  test.each([
    'http://hook.example/a-token',
    'https://user:a-token@hook.example/',
    'https://hook.example/#a-token',
    'ftp://hook.example/a-token',
    'a-token',
  ])('an address such as %s is refused and not shown', (WEBHOOK_URLS) => {
    const read = () => readEnvironment({ WEBHOOK_URLS, WEBHOOK_SECRET: SECRET });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(/^WEBHOOK_URLS: is not a list of addresses\. (?!.*a-token)/);
  });

  test.each([
    'too short',
    'whsec_c2hvcnQ=',
    `whsec_${'?'.repeat(40)}`,
    'a text of twenty-four characters and spaces',
  ])('a secret such as "%s" is refused and not shown', (WEBHOOK_SECRET) => {
    const read = () => readEnvironment({ WEBHOOK_URLS: HOOK, WEBHOOK_SECRET });
    expect(read).toThrow(/^WEBHOOK_SECRET: is no secret to sign with\. [^\n]*$/);
    expect(() => readEnvironment({ WEBHOOK_SECRET, PORT: 'x' })).not.toThrow(WEBHOOK_SECRET);
  });

  test('addresses without a secret are refused with the cure', () => {
    expect(() => readEnvironment({ WEBHOOK_URLS: HOOK })).toThrow(
      /^WEBHOOK_URLS: needs WEBHOOK_SECRET.*openssl/,
    );
    expect(readWebhooks({ WEBHOOK_SECRET: 'a-text-of-24-characters!' }).urls).toEqual([]);
  });
});
