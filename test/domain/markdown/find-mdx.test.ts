import { describe, expect, test } from 'vitest';
import { plainMarkdown } from '../../../src/content/markdown/dialects/plain-markdown.ts';
import { renderBody } from '../../../src/content/markdown/render-body.ts';

const render = (text: string, file = 'articles/x.mdx') =>
  renderBody({ text, file, title: 'T', language: 'en' }).html;

describe('what of MDX is for its program', () => {
  test.each([
    ["import Box from '../Box.astro'\nexport const n = 40\n\nText.", '<p>Text.</p>'],
    ["import {\n  A,\n  B,\n} from 'x'\n\nText.", '<p>Text.</p>'],
    ["import 'x.css';\n\nText.", '<p>Text.</p>'],
    ['export const meta = {\n  a: 1,\n\n  b: () => 2,\n}\n\nText.', '<p>Text.</p>'],
    ['{/* editors only: check the number */}\n\nText.', '<p>Text.</p>'],
    ['<Photo src={quay} alt="The quay" />\n\nText.', '<p>Text.</p>'],
    ['<Photo\n  render={() => <b>x</b>}\n  alt="a > b"\n/>\n\nText.', '<p>Text.</p>'],
  ])('is not shown: %j', (text, html) => expect(render(text)).toBe(html));

  test.each([
    ['<Box tone="tip">Bring **warm** clothes.</Box>', '<p>Bring <strong>warm</strong> clothes.</p>'],
    ['A <Tip>very</Tip> <Icon.Star/>good day.', '<p>A very good day.</p>'],
    ['<>One</>', '<p>One</p>'],
    [
      '<Tabs>\n    <Tab.Item label={`a > b`}>\n        Text.\n        - item\n    </Tab.Item>\n</Tabs>',
      '<p>Text.</p>\n<ul>\n<li>item</li>\n</ul>',
    ],
    ['<Wide>\n\n    Deep\n\n</Wide>', '<p>Deep</p>'],
    ['<em style={{color: "red"}}>Red</em>', '<p><em>Red</em></p>'],
  ])('its text stays: %j', (text, html) => expect(render(text)).toBe(html));

  test.each([
    'import duties rose.',
    'export prices fell.',
    'a < b, 1 <2 and <unclosed',
    '`<Box>` is a component',
    '- one\n\n    two',
  ])('prose and code stay: %j', (text) =>
    expect(plainMarkdown(text, { file: 'articles/x.mdx', title: null })).toBe(text),
  );

  test('code in components stays as it is', () => {
    const html = render('<Box>\n    ```js\n    import a from "b"\n    <Box/>\n    ```\n</Box>');
    expect(html.replace(/<\/?span[^>]*>/g, '')).toContain('import a from "b"\n&lt;Box/&gt;');
  });

  test('expressions are of MDX alone', () => {
    expect(render('Text {a}.', 'articles/x.md')).toContain('{a}');
  });

  test('hostile text takes no time that grows with its square', () => {
    for (const text of [
      '<A {'.repeat(5_000),
      '<A "'.repeat(20_000),
      'import {'.repeat(9_000),
      '{'.repeat(60_000),
    ]) {
      const start = performance.now();
      plainMarkdown(`\n\n${text}`, { file: 'articles/x.mdx', title: null });
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});
