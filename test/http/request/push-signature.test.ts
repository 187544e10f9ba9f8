import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { checkPush, signPush } from '../../../src/http/request/push-signature.ts';

const SECRET = "It's a Secret to Everybody";
const BODY = 'Hello, World!';
/** The example of GitHub's documentation for that secret and body. */
const DIGEST = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

const isGenuine = (headers: IncomingHttpHeaders, body = BODY, secret = SECRET): boolean | null => {
  const signature = checkPush(headers, secret);
  for (const byte of Buffer.from(body)) signature?.update(Buffer.from([byte]));
  return signature?.isGenuine() ?? null;
};

describe('what git hosts sign', () => {
  test.each<[string, IncomingHttpHeaders]>([
    ['GitHub', { 'x-hub-signature-256': `sha256=${DIGEST}`, 'x-hub-signature': 'sha1=0000' }],
    ['Gitea', { 'x-gitea-signature': DIGEST, 'x-gogs-signature': DIGEST }],
    ['Forgejo', { 'x-forgejo-signature': DIGEST.toUpperCase() }],
    ['Bitbucket', { 'x-hub-signature': `sha256=${DIGEST}` }],
    ['GitLab by its secret token', { 'x-gitlab-token': SECRET }],
  ])('is known of %s', (_, headers) => expect(isGenuine(headers)).toBe(true));

  test('is known of GitLab by its signing token, of which several may be given', () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const digest = createHmac('sha256', Buffer.alloc(32, 7))
      .update(`one.1700000000.${BODY}`)
      .digest('base64');
    const headers = { 'webhook-id': 'one', 'webhook-timestamp': '1700000000' };
    const signed = {
      ...headers,
      'webhook-signature': `v2,x v1,${Buffer.alloc(32).toString('base64')} v1,${digest}`,
    };
    expect(isGenuine(signed, BODY, secret)).toBe(true);
    expect(isGenuine(signed, `${BODY}.`, secret)).toBe(false);
    expect(isGenuine({ ...signed, 'webhook-id': 'two' }, BODY, secret)).toBe(false);
  });

  test('is what machines tell each other with', () => {
    expect(signPush(SECRET, BODY)).toBe(`sha256=${DIGEST}`);
  });
});

describe('what does not fit', () => {
  test.each<[string, IncomingHttpHeaders]>([
    ['another digest', { 'x-hub-signature-256': `sha256=${DIGEST.replace('7', '8')}` }],
    ['another token', { 'x-gitlab-token': `${SECRET}!` }],
    ['a short token', { 'x-gitlab-token': 'x' }],
  ])('is %s', (_, headers) => expect(isGenuine(headers)).toBe(false));

  test('is another body', () => {
    expect(isGenuine({ 'x-gitea-signature': DIGEST }, `${BODY} `)).toBe(false);
  });

  test.each<[string, IncomingHttpHeaders]>([
    ['nothing', {}],
    ['SHA-1 alone', { 'x-hub-signature': 'sha1=2fd4e1c67a2d28fced849ee1bb76e7391b93eb12' }],
    ['half a digest', { 'x-hub-signature-256': `sha256=${DIGEST.slice(1)}` }],
    ['an empty token', { 'x-gitlab-token': '' }],
    ['an unknown version', { 'webhook-signature': 'v2,AAAA' }],
  ])('%s is no signature', (_, headers) => expect(isGenuine(headers)).toBeNull());
});
