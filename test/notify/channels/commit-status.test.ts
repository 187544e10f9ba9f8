import { describe, expect, test } from 'vitest';
import { commitStatusChannel } from '../../../src/notify/channels/commit-status.ts';
import { repositoryOf, type StatusHost } from '../../../src/notify/channels/git-hosts/status-api.ts';
import type { CommitStatus } from '../../../src/notify/describe-commit.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const STATUS: CommitStatus = {
  commit: COMMIT,
  context: 'dateline articles/a.md:4:7',
  state: 'failure',
  description: 'It is no date.',
  url: 'https://www.example.org/2026/11/22/a',
};

function request(host: StatusHost, address: string, given: Partial<CommitStatus> = {}) {
  const repository = repositoryOf(address);
  if (repository === null) throw new Error('no repository');
  const channel = commitStatusChannel(host, repository, 'the-token');
  const body = JSON.stringify({ ...STATUS, ...given });
  const message = { id: 'one', topic: '', body, sinceMs: 0, tries: 0, ...channel };
  const delivery = channel.build([message, { ...message, id: 'two' }], 0);
  return { ...delivery, channel, json: JSON.parse(delivery.body) };
}

describe('a status is posted', () => {
  test('to GitHub', () => {
    const { url, headers, json, messages } = request('github', 'https://github.com/paper/content.git');
    expect(url).toBe(`https://api.github.com/repos/paper/content/statuses/${COMMIT}`);
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      authorization: 'Bearer the-token',
    });
    expect(json).toEqual({
      state: 'failure',
      target_url: STATUS.url,
      description: 'It is no date.',
      context: 'dateline articles/a.md:4:7',
    });
    expect(messages).toHaveLength(1);
  });

  test('to a GitHub of one’s own, whatever way git goes', () => {
    const address = 'https://git.example.org/api/v3/repos/paper/content/statuses/';
    expect(request('github', 'git@git.example.org:paper/content.git').url).toBe(address + COMMIT);
    expect(request('github', 'ssh://git@git.example.org:2222/paper/content').url).toBe(address + COMMIT);
  });

  test('to GitLab, of groups within groups', () => {
    const { url, headers, json } = request('gitlab', 'https://gitlab.com/paper/web/content.git', {
      state: 'warning',
    });
    expect(url).toBe(`https://gitlab.com/api/v4/projects/paper%2Fweb%2Fcontent/statuses/${COMMIT}`);
    expect(headers['authorization']).toBe('Bearer the-token');
    expect(json).toEqual({
      state: 'success',
      name: 'dateline articles/a.md:4:7',
      target_url: STATUS.url,
      description: 'It is no date.',
    });
    expect(request('gitlab', 'git@gitlab.com:a/b.git').json.state).toBe('failed');
    const long = request('gitlab', 'git@gitlab.com:a/b.git', { url: `https://a.example/${'x'.repeat(300)}` });
    expect(long.json).not.toHaveProperty('target_url');
  });

  test('to Gitea or Forgejo, with its port, and warnings as such', () => {
    const { url, headers, json } = request('gitea', 'https://git.example.org:3000/paper/content.git/', {
      state: 'warning',
    });
    expect(url).toBe(`https://git.example.org:3000/api/v1/repos/paper/content/statuses/${COMMIT}`);
    expect(headers['authorization']).toBe('token the-token');
    expect(json).toEqual({
      state: 'warning',
      context: 'dateline articles/a.md:4:7',
      description: 'It is no date.',
      target_url: STATUS.url,
    });
  });

  test('to Bitbucket, under a key of 40 characters', () => {
    const { url, json } = request('bitbucket', 'git@bitbucket.org:paper/content.git');
    expect(url).toBe(
      `https://api.bitbucket.org/2.0/repositories/paper/content/commit/${COMMIT}/statuses/build`,
    );
    expect(json).toEqual({
      key: 'dateline articles/a.md:4:7',
      state: 'FAILED',
      name: 'dateline articles/a.md:4:7',
      url: STATUS.url,
      description: 'It is no date.',
    });
    const keys = ['a', 'b'].map((letter) => {
      const context = `dateline articles/2026/11/a-long-name-of-a-file-${letter}.md:4:7`;
      return request('bitbucket', 'git@bitbucket.org:paper/content.git', { context }).json.key as string;
    });
    expect(keys.map(({ length }) => length)).toEqual([40, 40]);
    expect(new Set(keys).size).toBe(2);
  });

  test.each<[StatusHost, number]>([
    ['github', 140],
    ['gitlab', 255],
    ['gitea', 255],
    ['bitbucket', 255],
  ])('to %s with at most %i characters', (host, most) => {
    const description = `${'г'.repeat(most)}.`;
    expect(request(host, 'git@a.example:b/c', { description }).json.description).toBe(
      `${'г'.repeat(most - 1)}…`,
    );
    expect(
      request(host, 'git@a.example:b/c', { description: 'г'.repeat(most) }).json.description,
    ).toHaveLength(most);
  });

  test('with the end of a long path, where its line is, and to GitHub without what that refuses', () => {
    const context = `dateline articles/${'long/'.repeat(60)}a.md:4:7`;
    const { json } = request('github', 'git@github.com:a/b', { context, description: 'Read it 📰.' });
    expect([...json.context]).toHaveLength(255);
    expect(json.context).toMatch(/^dateline ….*\/a\.md:4:7$/);
    expect(json.description).toBe('Read it \ufffd.');
  });
});

test('a folder of this machine is at no host', () => {
  expect(repositoryOf('file:///srv/content.git')).toBeNull();
});

test('an address as git takes it is a repository at its host', () => {
  expect(repositoryOf('https://git.example.org/a%20b/c.git')).toEqual({
    origin: 'https://git.example.org',
    host: 'git.example.org',
    path: 'a b/c',
  });
});

describe('an answer', () => {
  const { channel } = request('github', 'https://github.com/paper/content');

  test.each([
    [201, null, 'delivered'],
    [301, null, 'mistake'],
    [400, null, 'mistake'],
    [401, null, 'stop'],
    [403, null, 'stop'],
    [403, '60', 'retry'],
    [404, null, 'mistake'],
    [422, null, 'mistake'],
    [429, null, 'retry'],
    [502, null, 'retry'],
  ])('of %i, Retry-After %s, is %s', (status, retryAfter, kind) => {
    const verdict = channel.classify(status, retryAfter);
    expect(verdict.kind).toBe(kind);
    expect(JSON.stringify(verdict)).not.toContain('the-token');
  });

  test('that refuses says what the token has to be allowed', () => {
    expect(channel.classify(403, null)).toMatchObject({
      reason: expect.stringContaining('CONTENT_GIT_TOKEN'),
    });
  });
});
