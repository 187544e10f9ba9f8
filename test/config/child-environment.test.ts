import { expect, test } from 'vitest';
import { childEnvironment } from '../../src/config/child-environment.ts';

test('programs that are started inherit the environment, but no secret in it', () => {
  const env = {
    PATH: '/usr/bin',
    https_proxy: 'http://proxy.example:3128',
    CONTENT_GIT_TOKEN: 'a',
    CONTENT_GIT_SECRET: 'b',
    FASTLY_API_TOKEN: 'c',
    WEBHOOK_SECRET: 'd',
    PAGE_VIEWS_URL: 'redis://:word@10.0.0.9',
  };
  expect(childEnvironment(env)).toEqual({ PATH: '/usr/bin', https_proxy: 'http://proxy.example:3128' });
});
