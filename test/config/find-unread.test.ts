import { expect, test } from 'vitest';
import { findUnread } from '../../src/config/find-unread.ts';

test('names the variable that was most likely meant', () => {
  expect(
    findUnread({ SITEURL: 'https://a.example', content_dir: '/srv', OPS_PROT: '9464', PATH: '/bin' }),
  ).toEqual([
    { name: 'OPS_PROT', meant: 'OPS_PORT' },
    { name: 'SITEURL', meant: 'SITE_URL' },
    { name: 'content_dir', meant: 'CONTENT_DIR' },
  ]);
});

test('says nothing of what others set, nor where the right one is set as well', () => {
  const others = {
    HOSTNAME: 'a',
    SHELL: '/bin/sh',
    TERM: 'xterm',
    HOME: '/',
    LANG: 'C',
    NODE_ENV: 'production',
  };
  expect(findUnread({ ...others, SITEURL: 'x', SITE_URL: 'https://a.example' })).toEqual([]);
});
