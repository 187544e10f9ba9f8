import { describe, expect, test } from 'vitest';
import { readSite } from '../../../src/config/read-site.ts';
import { wholeArticle } from '../../content/whole-article.ts';

const site = (lines: string) => readSite(`name: N\nlanguage: en\ntimeZone: Asia/Yerevan\n${lines}\n`);
const article = (lines: string) =>
  wholeArticle({ file: 'articles/x.md', text: `---\ntitle: T\ndate: 2016-07-15\n${lines}\n---\nText.\n` });

const ALL = (answer: boolean) => ({ train: answer, search: answer, input: answer });

const READ = [
  ['ai: {train: no, search: yes, input: no}', { train: false, search: true, input: false }],
  ['ai: {train: off}', { train: false }],
  ['ai: {train: no, search: no, input: no}', ALL(false)],
  ['ai: Yes', ALL(true)],
  ['ai: allow', ALL(true)],
  ['ai: {}', undefined],
  ['ai:', undefined],
  ['', undefined],
] as const;

describe('site.yaml', () => {
  test.each(READ)('%s is read', (lines, ai) => {
    const { site: read, problems } = site(lines);
    expect(problems).toEqual([]);
    expect(read?.ai).toEqual(ai);
  });

  test.each([
    ['ai: perhaps', 'yes-no-invalid', 'error', 4, 5],
    ['ai: {train: perhaps, search: yes}', 'yes-no-invalid', 'error', 4, 13],
    ['ai: {training: no}', 'key-unknown', 'warning', 4, 6],
    ['ai: [no]', 'value-form', 'error', 4, 5],
    ['ai: no', 'ai-search-too', 'warning', 4, 5],
  ])('%s is told', (lines, code, severity, line, column) => {
    expect(site(lines).problems).toEqual([expect.objectContaining({ code, severity, line, column })]);
  });
});

describe('the front matter', () => {
  test.each(READ)('%s is read', (lines, ai) => {
    const { article: read, problems } = article(lines);
    expect(problems).toEqual([]);
    expect(read?.ai).toEqual(ai);
  });

  test.each([
    ['noai: true', { train: false }],
    ['no_ai: yes', { train: false }],
    ['noai: false', undefined],
    ['ai_training: false', { train: false }],
    ['allow-ai-training: yes', { train: true }],
    ['ai_training: false\nai_input: no', { train: false, input: false }],
    ['content_signal: search=yes, ai-train=no', { search: true, train: false }],
    ['Content-Usage: train-ai=n', { train: false }],
    ['robots: noai, noimageai', { train: false }],
    ['robots: [noai]', { train: false }],
    ['robots: {noai: true}', { train: false }],
    ['robots: index, follow', undefined],
  ])('other systems’ ways are understood: %s', (lines, ai) => {
    const { article: read, problems } = article(lines);
    expect(problems).toEqual([]);
    expect(read?.ai).toEqual(ai);
  });

  test.each([
    ['ai: perhaps', undefined, 'yes-no-invalid', 4, 5],
    ['ai: no', ALL(false), 'ai-search-too', 4, 5],
    ['ai: disallow', ALL(false), 'ai-search-too', 4, 5],
    ['ai: {train: perhaps, search: no}', { search: false }, 'yes-no-invalid', 4, 13],
    ['ai: {trian: no, search: no}', { search: false }, 'key-unknown', 4, 6],
    ['noai: perhaps', undefined, 'yes-no-invalid', 4, 7],
    ['content_signal: be nice', undefined, 'yes-no-invalid', 4, 17],
    ['ai: yes\nnoai: true', ALL(true), 'key-synonym', 5, 1],
  ])('what cannot be read is left out and told, and the rest counts: %s', (lines, ai, code, line, column) => {
    const { article: read, problems } = article(lines);
    expect(problems).toMatchObject([{ severity: 'warning', code, line, column }]);
    expect(read?.ai).toEqual(ai);
  });

  test('a story that is to be hidden stays hidden, whatever else its robots say', () => {
    expect(article('robots: noindex, noai').article?.isDraft).toBe(true);
  });
});
