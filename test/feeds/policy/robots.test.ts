import { describe, expect, test } from 'vitest';
import { buildRobots } from '../../../src/feeds/policy/robots.ts';
import { isAllowed, readRobots } from './read-robots.ts';

const ORIGIN = 'https://courier.test';
const SITEMAPS =
  '\nSitemap: https://courier.test/sitemap.xml\nSitemap: https://courier.test/sitemap-news.xml\n';
const PLAIN = `User-agent: *\nDisallow: /search?\n${SITEMAPS}`;
const AI = { train: false, search: true, input: false };

test('lets everyone read, and lists the sitemaps', () => {
  expect(buildRobots(ORIGIN)).toBe(PLAIN);
  expect(buildRobots(ORIGIN, { ai: undefined, exceptions: [] })).toBe(PLAIN);
});

describe('what machines may do', () => {
  test('is said in the group, in every language that has words for it', () => {
    expect(buildRobots(ORIGIN, { ai: AI })).toBe(
      `User-agent: *\nDisallow: /search?\nContent-Signal: search=yes, ai-train=no, ai-input=no\nContent-Usage: train-ai=n, search=y\n\nLicense: https://courier.test/license.xml\n${SITEMAPS}`,
    );
  });

  test('says nothing of a use of which nothing is said, and names no licence then', () => {
    expect(buildRobots(ORIGIN, { ai: { input: true } })).toBe(
      `User-agent: *\nDisallow: /search?\nContent-Signal: ai-input=yes\n${SITEMAPS}`,
    );
  });

  test('is said of each story that differs, at its own address and that of its Markdown', () => {
    const exceptions = [
      { path: '/2016/07/15/open', ai: { train: true } },
      { path: '/2016/07/14/as-all-others', ai: { train: false } },
      { path: '/2016/07/13/read-to-models', ai: { input: true } },
    ];
    expect(readRobots(buildRobots(ORIGIN, { ai: AI, exceptions })).others).toEqual([
      'Content-Signal: search=yes, ai-train=no, ai-input=no',
      'Content-Usage: train-ai=n, search=y',
      'Content-Usage: /2016/07/15/open$ train-ai=y, search=y',
      'Content-Usage: /2016/07/15/open.md$ train-ai=y, search=y',
      'License: https://courier.test/license.xml',
      'Sitemap: https://courier.test/sitemap.xml',
      'Sitemap: https://courier.test/sitemap-news.xml',
    ]);
    const alone = buildRobots(ORIGIN, { exceptions: [{ path: '/2016/07/15/closed', ai: { train: false } }] });
    expect(alone).not.toContain('License:');
    expect(alone).toContain('\nContent-Usage: /2016/07/15/closed$ train-ai=n\n');
  });
});

test('crawlers read the same as before, whatever else is said (RFC 9309)', () => {
  const exceptions = [{ path: '/2016/07/15/open', ai: { train: true, search: false, input: true } }];
  const said = [{ ai: AI }, { ai: { train: false } }, { exceptions }, { ai: AI, exceptions }];
  const before = readRobots(PLAIN);
  for (const policy of said) {
    const text = buildRobots(ORIGIN, policy);
    expect(readRobots(text).groups).toEqual(before.groups);
    for (const path of [
      '/',
      '/search',
      '/search?q=x',
      '/2016/07/15/open',
      '/2016/07/15/open.md',
      '/license.xml',
    ]) {
      for (const agent of ['Googlebot', 'GPTBot', '*']) {
        expect(isAllowed(text, agent, path), `${agent} ${path}`).toBe(path !== '/search?q=x');
      }
    }
  }
});
