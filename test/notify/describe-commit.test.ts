import { describe, expect, test } from 'vitest';
import { type CommitNews, type CommitProblem, describeCommit } from '../../src/notify/describe-commit.ts';

const ORIGIN = 'https://www.example.org';
const RECIPIENT = { channel: 'commit-status', target: 'https://api.github.com/repos/o/r/statuses/' } as const;
const COMMIT = 'a'.repeat(40);

const problem = (given: Partial<CommitProblem> = {}): CommitProblem => ({
  file: 'articles/a.md',
  line: 4,
  column: 7,
  severity: 'error',
  message: 'date: "tomorow" is not a date.',
  hint: 'Write it as 2026-11-22 09:30.',
  path: null,
  ...given,
});
const messages = (given: Partial<CommitNews>) =>
  describeCommit(
    { commit: COMMIT, filesChanged: 12, articlesLive: 11, problems: [], ...given },
    [RECIPIENT, { channel: 'webhook', target: 'https://hook.example/' }],
    ORIGIN,
  );
const statuses = (given: Partial<CommitNews>) => messages(given).map(({ body }) => JSON.parse(body ?? ''));

describe('the status of all of a push', () => {
  const first = (given: Partial<CommitNews>) => statuses(given)[0];

  test('says what is live', () => {
    expect(statuses({})).toEqual([
      {
        commit: COMMIT,
        context: 'dateline',
        state: 'success',
        description: '12 files published; 11 articles are live',
        url: `${ORIGIN}/`,
      },
    ]);
    expect(first({ filesChanged: 1, articlesLive: 1 }).description).toBe(
      '1 file published; 1 article is live',
    );
    expect(first({ filesChanged: 0, articlesLive: 0 }).description).toBe('nothing of the site changed');
  });

  test('fails where a file is not shown as it was written', () => {
    const problems = [problem(), problem({ line: 5 }), problem({ file: 'site.yaml', severity: 'warning' })];
    expect(first({ problems })).toMatchObject({
      state: 'failure',
      description: '2 of 12 files have problems, 1 is not shown as written; 11 articles are live',
    });
  });

  test('is a success where all are shown', () => {
    expect(first({ problems: [problem({ severity: 'warning' })] })).toMatchObject({
      state: 'success',
      description: '1 of 12 files have problems, all are shown; 11 articles are live',
    });
  });
});

describe('a status of each problem', () => {
  test('names its place, says the cure, and leads to the article', () => {
    expect(statuses({ problems: [problem({ path: '/2026/11/22/a' })] })[1]).toEqual({
      commit: COMMIT,
      context: 'dateline articles/a.md:4:7',
      state: 'failure',
      description: 'date: "tomorow" is not a date. Write it as 2026-11-22 09:30.',
      url: `${ORIGIN}/2026/11/22/a`,
    });
    expect(statuses({ problems: [problem({ hint: null })] })[1]).toMatchObject({
      description: 'date: "tomorow" is not a date.',
      url: `${ORIGIN}/`,
    });
  });

  test('errors come first, and no more than twenty', () => {
    const problems = Array.from({ length: 30 }, (_, nth) =>
      problem({ line: nth + 1, severity: nth < 15 ? 'warning' : 'error' }),
    );
    const states = statuses({ problems }).map(({ state }) => state);
    expect(states).toEqual([...Array(16).fill('failure'), ...Array(5).fill('warning')]);
  });

  test('two of one place are one', () => {
    const problems = [
      problem({ severity: 'warning', message: 'Second.', hint: null }),
      problem({ hint: null }),
    ];
    expect(statuses({ problems })).toHaveLength(2);
    expect(statuses({ problems })[1]).toMatchObject({
      state: 'failure',
      description: 'date: "tomorow" is not a date. Second.',
    });
  });
});

test('messages are the same on each machine, and go to the git host alone', () => {
  const one = messages({ problems: [problem()] });
  expect(one).toEqual(messages({ problems: [problem()] }));
  expect(one.map(({ channel }) => channel)).toEqual(['commit-status', 'commit-status']);
  expect(one.map(({ topic }) => topic)).toEqual([
    `${COMMIT} dateline`,
    `${COMMIT} dateline articles/a.md:4:7`,
  ]);
  expect(new Set(one.map(({ id }) => id)).size).toBe(2);
  expect(one.every(({ id }) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
});
