import { expect, test } from 'vitest';
import { brief } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

function parse(body: string, lines = '') {
  const text = `---\ntitle: T\ndate: 2016-07-15\n${lines}---\n${body}`;
  const { article, problems } = wholeArticle({ file: 'articles/x.md', text });
  return { isPublished: article !== null, told: brief(problems) };
}

test.each(['', '\n \n', '<!-- to come -->\n', '%% to come %%\n\n'])(
  'no text is told, not refused: %j',
  (body) => {
    expect(parse(body)).toEqual({ isPublished: true, told: ['5:1 warning text-missing'] });
  },
);

test.each(['Text.', '![A quay](media/quay.jpg)', '<!-- a --> Text.', '%% a %%\n\nText.'])(
  '%j is a text',
  (body) => {
    expect(parse(body).told).toEqual([]);
  },
);

test.each(['content', 'body', 'text', 'html', 'content_html'])(
  'a text in the key %s is told there',
  (key) => {
    const told = ['4:1 warning text-in-front-matter'];
    expect(parse('', `${key}: The ferry sailed at noon.\n`)).toEqual({ isPublished: true, told });
    expect(parse('Text.', `${key}: |\n  The ferry sailed.\n`)).toEqual({ isPublished: true, told });
  },
);
