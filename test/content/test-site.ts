import type { Site } from '../../src/config/site.ts';

/** The site of the unit tests of content. */
export const TEST_SITE: Site = {
  name: 'The Test Times',
  description: '',
  language: 'en',
  locale: 'en-GB',
  timeZone: 'Asia/Yerevan',
  place: 'Yerevan',
  sections: [
    { name: 'World', slug: 'world', description: null },
    { name: 'Armenia & Diaspora', slug: 'armenia', description: null },
  ],
  publisher: {
    name: 'Test Media',
    url: null,
    email: null,
    sameAs: [],
    publishingPrinciples: null,
    correctionsPolicy: null,
    ethicsPolicy: null,
    ownershipFundingInfo: null,
    masthead: null,
  },
  offline: true,
};

/** A moment on the site's own day, for what is read as of a time; in milliseconds since 1970. */
export const NOW = Date.parse('2016-07-20T12:00+04:00');

/** `line:column severity code` of each problem, as tests compare them. */
export function brief(
  problems: readonly { line: number; column: number; severity: string; code: string }[],
): string[] {
  return problems.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
}
