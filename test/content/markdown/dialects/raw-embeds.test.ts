import { expect, test } from 'vitest';
import { plainMarkdown } from '../../../../src/content/markdown/dialects/plain-markdown.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';
import { runWithDeadline } from '../../../../src/problems/reading/run-with-deadline.ts';

const plain = (text: string): string => plainMarkdown(text, { file: 'articles/x.md', title: null }).trim();
const render = (text: string) => renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' });
const WATCH = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const FRAME = '<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ"></iframe>';

test.each([
  [FRAME, WATCH],
  ['<iframe data-src="https://www.youtube.com/embed/dQw4w9WgXcQ" src="about:blank"></iframe>', WATCH],
  ['<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" />', WATCH],
  ['<embed src="http://www.youtube.com/v/dQw4w9WgXcQ">', WATCH],
  ['<object><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ&amp;hl=en"></object>', WATCH],
  ['<amp-youtube data-videoid="dQw4w9WgXcQ" layout="responsive"></amp-youtube>', WATCH],
  [`${FRAME.replace('<iframe', '<iframe title="The launch"')}`, `![The launch](${WATCH})`],
  [
    '<iframe src="https://maps.example.org/fires" title="Fires"></iframe>',
    '[Fires](https://maps.example.org/fires)',
  ],
  ['<iframe src="/maps/fires.html"></iframe>', '[/maps/fires.html](/maps/fires.html)'],
  [
    '<iframe src="https://bandcamp.com/EmbeddedPlayer/album=1"><a href="https://a.bandcamp.com/album/b">B by A</a></iframe>',
    '![B by A](https://a.bandcamp.com/album/b)',
  ],
  ['<video controls><source src="clip.webm"><source src="clip.mp4"></video>', '![](clip.mp4)'],
  ['<audio src="talk.mp3" title="The talk"></audio>', '![The talk](talk.mp3)'],
  [
    '<blockquote class="twitter-tweet"><a href="https://twitter.com/jack/status/20"></a></blockquote>',
    'https://x.com/jack/status/20',
  ],
  [
    '<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="channel/12"></script>',
    'https://t.me/channel/12',
  ],
  [
    '<div class="flourish-embed" data-src="visualisation/123"></div>',
    'https://public.flourish.studio/visualisation/123/',
  ],
])('%s', (html, markdown) => {
  expect(plain(html)).toBe(markdown);
});

test('within a paragraph a card parts it, and in a list, a quote or a table it stays a link', () => {
  expect(plain(`Before ${FRAME} after.`)).toBe(`Before \n\n${WATCH}\n\n after.`);
  expect(plain(`- See ${FRAME}`)).toBe(`- See [${WATCH}](${WATCH})`);
  expect(plain(`| a |\n| --- |\n| ${FRAME} |`)).toContain(`| [${WATCH}](${WATCH}) |`);
});

test('a paragraph that begins with an address is no HTML', () => {
  expect(plain(`<https://a.example/> and\n${FRAME}`)).toBe(`<https://a.example/> and\n\n\n${WATCH}`);
});

test('code stays code', () => {
  for (const text of [`\`${FRAME}\``, `\`\`\`html\n${FRAME}\n\`\`\``, `<pre>${FRAME}</pre>`])
    expect(plain(text)).toBe(text);
});

test('among tags the text below is still what it was', () => {
  const { html } = render(`<div>\n    ${FRAME}\n    </div>\n\nThe *end*.`);
  expect(html).toContain('data-embed="youtube"');
  expect(html).toContain('<p>The <em>end</em>.</p>');
  expect(html).not.toContain('<pre');
});

test('a post of an archive keeps its words, and its script goes without a word', () => {
  const { html, findings } = render(
    '<blockquote class="twitter-tweet"><p>Hello</p>— A (@a) <a href="https://twitter.com/a/status/1">1 May</a></blockquote>\n<script async src="https://platform.twitter.com/widgets.js"></script>',
  );
  expect(html).toContain('<blockquote class="post"><p>Hello</p>');
  expect(findings).toEqual([]);
});

test('frames that became links are told once, with the first host', () => {
  const { findings } = render(
    '<iframe src="https://a.example/1"></iframe>\n\n<iframe src="https://b.example/2"></iframe>',
  );
  expect(findings).toMatchObject([{ code: 'frame-linked', about: 'a.example', offset: 0 }]);
});

test('an unclosed frame takes nothing with it, and hidden ones are no links', () => {
  const { html } = render(`<iframe src="https://a.example/1">\n\nThe text.\n\n${FRAME}`);
  expect(html).toContain('<p>The text.</p>');
  expect(html).toContain('data-embed="youtube"');
  expect(render('<iframe src="https://a.example/ns.html" width="0" height="0"></iframe>').html).toBe('');
});

test('hostile tags cost time in proportion to the text', () => {
  const texts = [
    '<iframe '.repeat(50_000),
    '<iframe src="'.repeat(50_000),
    `<object>${'<object>'.repeat(20_000)}`,
    '<blockquote class="twitter-tweet"><a '.repeat(20_000),
  ];
  expect(runWithDeadline(() => texts.map(plain), 4_000).kind).toBe('done');
});
