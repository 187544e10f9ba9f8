import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../src/config/environment-error.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { readMachineSecrets } from '../../src/config/machines-environment.ts';

const GIT = 'https://git.example/newsroom/content.git';

describe('CONTENT_GIT', () => {
  test.each([
    [GIT, GIT, null],
    [`${GIT}#main`, GIT, 'main'],
    [`${GIT}#desk/live`, GIT, 'desk/live'],
    ['git@git.example:newsroom/content.git#main', 'git@git.example:newsroom/content.git', 'main'],
    ['ssh://git@git.example:2222/content.git', 'ssh://git@git.example:2222/content.git', null],
    ['file:///srv/content.git', 'file:///srv/content.git', null],
  ])('%s is the branch of a repository, and its files are below DATA_DIR', (given, url, branch) => {
    const { contentGit, contentDir } = readEnvironment({ CONTENT_GIT: given, DATA_DIR: '/srv/data' });
    expect(contentGit).toEqual({ url, branch, host: null, mayPush: false, peers: [] });
    expect(contentDir).toBe('/srv/data/checkout');
  });

  test.each([
    ['/srv/content.git', 'CONTENT_GIT: is not the address of a git repository.'],
    ['ext::sh -c whoami', 'CONTENT_GIT: is not the address'],
    ['--upload-pack=whoami', 'CONTENT_GIT: is not the address'],
    [`${GIT}#`, 'CONTENT_GIT: names no branch'],
    [`${GIT}#--force`, 'CONTENT_GIT: names no branch'],
    [`${GIT}#a..b`, 'CONTENT_GIT: names no branch'],
    ['https://token@git.example/content.git', 'CONTENT_GIT: has a name or password in it'],
    ['https://desk:word@git.example/content.git', 'CONTENT_GIT: has a name or password in it'],
  ])('%s is refused, and never quoted', (given, message) => {
    const read = () => readEnvironment({ CONTENT_GIT: given });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(given);
  });

  test('is refused beside CONTENT_DIR', () => {
    expect(() => readEnvironment({ CONTENT_GIT: GIT, CONTENT_DIR: 'content' })).toThrow(
      'CONTENT_GIT stands beside CONTENT_DIR',
    );
  });

  test.each([
    ['https://github.com/o/r', 'auto', 'github'],
    ['git@gitlab.com:o/r.git', 'auto', 'gitlab'],
    ['https://codeberg.org/o/r', 'auto', 'gitea'],
    ['ssh://git@bitbucket.org/o/r.git', 'auto', 'bitbucket'],
    [GIT, 'auto', null],
    [GIT, 'gitea', 'gitea'],
    ['https://github.com/o/r', 'none', null],
  ])('the API of %s with CONTENT_GIT_HOST=%s is that of %s', (url, asked, host) => {
    expect(readEnvironment({ CONTENT_GIT: url, CONTENT_GIT_HOST: asked }).contentGit?.host).toBe(host);
  });

  test('machines are told of pushes under a secret alone', () => {
    const env = { CONTENT_GIT: GIT, CONTENT_GIT_PEERS: 'http://news.internal:3000, http://10.0.0.2:3000/' };
    expect(() => readEnvironment(env)).toThrow('CONTENT_GIT_PEERS needs CONTENT_GIT_SECRET');
    expect(readEnvironment({ ...env, CONTENT_GIT_SECRET: 'sixteen-letters-' }).contentGit?.peers).toEqual([
      'http://news.internal:3000',
      'http://10.0.0.2:3000',
    ]);
  });
});

describe('PURGE', () => {
  test('names caches of all kinds', () => {
    const { caches } = readEnvironment({
      PURGE: 'varnish://10.0.0.1:6081, fastly, cloudflare, https://purge.example/keys',
      FASTLY_SERVICE_ID: 'service',
      FASTLY_API_TOKEN: 'token',
      CLOUDFLARE_ZONE_ID: 'zone',
      CLOUDFLARE_API_TOKEN: 'token',
    });
    expect(caches).toEqual([
      { kind: 'varnish', url: 'http://10.0.0.1:6081' },
      { kind: 'fastly' },
      { kind: 'cloudflare' },
      { kind: 'http', url: 'https://purge.example/keys' },
    ]);
  });

  test.each(['akamai', 'varnish', 'varnish://host/path', 'https://user:word@purge.example'])(
    'refuses %s',
    (given) => {
      expect(() => readEnvironment({ PURGE: given })).toThrow('is not a list of caches');
    },
  );

  test('says which secrets a CDN needs', () => {
    expect(() => readEnvironment({ PURGE: 'fastly,cloudflare' })).toThrow(
      /FASTLY_SERVICE_ID and FASTLY_API_TOKEN[\s\S]*CLOUDFLARE_ZONE_ID and CLOUDFLARE_API_TOKEN/,
    );
  });
});

test('secrets are read apart from settings', () => {
  expect(readMachineSecrets({})).toEqual({
    gitToken: null,
    gitSecret: null,
    fastly: null,
    cloudflare: null,
    purgeToken: null,
    pageViewsUrl: null,
  });
  const env = {
    FASTLY_SERVICE_ID: 'service',
    FASTLY_API_TOKEN: 'word',
    PAGE_VIEWS_URL: 'redis://:word@10.0.0.9',
  };
  expect(readMachineSecrets(env)).toMatchObject({
    fastly: { service: 'service', token: 'word' },
    pageViewsUrl: 'redis://:word@10.0.0.9',
  });
  expect(JSON.stringify(readEnvironment(env))).not.toContain('word');
});
