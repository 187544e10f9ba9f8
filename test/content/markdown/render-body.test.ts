import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderBody } from '../../../src/content/markdown/render-body.ts';

const PAIRS = new URL('../../fixtures/markdown/', import.meta.url);
const names = readdirSync(PAIRS)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -3));

function render(text: string, title: string | null = 'T') {
  return renderBody({ text, file: 'articles/2016/x.md', title, language: 'en' });
}

test('there are golden pairs', () => {
  expect(names).toEqual([
    'addresses',
    'clips',
    'downloads',
    'embeds',
    'footnotes-wrapped',
    'footnotes',
    'galleries',
    'links',
    'picture-forms',
    'pictures',
    'prose',
    'raw-html',
    'tables',
  ]);
});

test.each(names)('%s.md becomes %s.html', (name) => {
  const text = readFileSync(new URL(`${name}.md`, PAIRS), 'utf8');
  const { html } = renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' });
  expect(`${html}\n`).toBe(readFileSync(new URL(`${name}.html`, PAIRS), 'utf8'));
});

describe('nothing unsafe comes through', () => {
  test.each([
    '<script>alert(1)</script>',
    '<scr<script>ipt>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '[x](javascript&#58;alert(1))',
    '[x](  JAVASCRIPT:alert(1))',
    '![x](javascript:alert(1))',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<base href="//evil.example/">',
    '<form action="//evil.example"><input name=body></form>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '<meta http-equiv="refresh" content="0;url=//evil.example"><link rel=stylesheet href=//evil.example>',
    '<div style="background:url(//evil.example)" id="main" name="body" class="masthead">x</div>',
    '<textarea><img src=x onerror=alert(1)></textarea>',
    '[^x]\n\n[^x]: <img src=x onerror=alert(1)>',
    '[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: note',
    '```"><script>alert(1)</script>\ncode\n```',
    '<section data-footnotes class="footnotes" id="footnote-label">x</section>',
  ])('%s', (text) => {
    const { html } = render(text);
    const tags = html.match(/<[^>]+>/g) ?? [];
    expect(
      tags.filter((tag) =>
        /<\/?(?:script|svg|style|math|iframe|object|embed|form|input|base|meta|link|textarea|noscript)/i.test(
          tag,
        ),
      ),
    ).toEqual([]);
    expect(
      tags.filter((tag) => /\s(?:on\w+|style|name|srcdoc)=|javascript:|data:|evil\.example/i.test(tag)),
    ).toEqual([]);
    expect(tags.filter((tag) => /(?:id="(?:main|footnote-label)"|masthead)/.test(tag))).toEqual(
      tags.filter((tag) => tag === '<h2 id="footnote-label" class="visually-hidden" data-words="footnotes">'),
    );
  });
});

describe('headline', () => {
  test('a first heading that repeats the title is dropped, whatever its quotes', () => {
    expect(render('# “T”\n\nText.').html).toBe('<p>Text.</p>');
    expect(render('Text.\n\n# T').html).toContain('<h2 id="t">T</h2>');
    expect(render('# Another\n\nText.').html).toContain('Another');
  });

  test('without a title the first heading is the headline, and leaves the body', () => {
    expect(render('Lead.\n\n## One *two*[^1]\n\nText.\n\n[^1]: n', null)).toMatchObject({
      headline: 'One two',
    });
    expect(render('# One\n\n# Two', null).html).toBe('<h2 id="two">Two</h2>');
    expect(render('Text.', null).headline).toBeNull();
  });
});

test.each(['', '[^1]'])('an editor’s section keeps its text, and is not the footnotes: %s', (reference) => {
  const note = reference === '' ? '' : '\n\n[^1]: the note';
  const { html } = render(`a${reference}\n\n<section>\n\n## h\n\npara text\n\n</section>\n\nb${note}`);
  expect(html).toContain('<h2 id="h">h</h2>');
  expect(html).toContain('<p>para text</p>');
  expect(html).toContain('<p>b</p>');
  expect(html.includes('<section class="footnotes">')).toBe(note !== '');
  expect(html.includes('the note')).toBe(note !== '');
});

describe('headings', () => {
  test('ids are unique and leave the page’s own alone', () => {
    const { html } = render(
      '## Main\n\n## Search\n\n## A\n\n## A\n\n## A 2\n\n## ???\n\n## Footnote 1\n\n## Սփյուռք',
    );
    const ids = [...html.matchAll(/id="([^"]*)"/g)].map((match) => match[1]);
    expect(ids).toEqual([
      'main-2',
      'search',
      'a',
      'a-2',
      'a-2-2',
      'section',
      'section-footnote-1',
      'սփյուռք',
    ]);
  });

  test('they move down only where there is an h1, and no level is skipped', () => {
    expect(render('## A\n\n### B').html).toBe('<h2 id="a">A</h2>\n<h3 id="b">B</h3>');
    expect(render('# A\n\n## B').html).toBe('<h2 id="a">A</h2>\n<h3 id="b">B</h3>');
    const levels = (text: string): string =>
      (render(text).html.match(/<h\d/g) ?? []).join('').replaceAll('<h', '');
    expect(levels('##### A\n\n###### B\n\n## C\n\n#### D')).toBe('2323');
    expect(levels('# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n\n###### G')).toBe('2345666');
    expect(levels('#### A\n\n> ###### B[^1]\n\n[^1]: n\n\n    ###### C')).toBe('2323');
  });

  test.each(['## &#x80;', '## &#8203;', '## <b> </b>', '##', '## ![](/away/.gone.jpg)'])(
    'one that shows nothing goes: %s',
    (text) => {
      expect(render(`${text}\n\nb`).html).toBe('<p>b</p>');
    },
  );

  test('one that is a picture without words is the picture', () => {
    expect(render('## ![](/media/a.jpg)').html).toMatch(
      /^<figure><img src="\/media\/a.jpg" [^>]*><\/figure>$/,
    );
    expect(render('## ![Kerry](/media/a.jpg)').html).toMatch(/^<h2 id="section"><img /);
  });
});

test.each([
  ['<video src="x">\nNo video: <a href="/media/x.jpg">see it</a>.\n</video>', 'No video: see it.'],
  ['a <audio controls><source src="x">no sound</audio> b', 'a no sound b'],
  ['<object data="x">a drawing</object> <canvas>a curve</canvas>', 'a drawing a curve'],
  ['<div><noscript>\n<img src="/media/a.jpg" alt="A chart">\nTurnout</noscript></div>', 'Turnout'],
  ['<select><option>one</option></select><button>Go</button> b', 'b'],
])('what stands in for something that cannot be shown stays: %s', (text, words) => {
  const { html } = render(text);
  expect(html).not.toMatch(/<(?:video|audio|object|canvas|noscript|source)/);
  expect(
    html
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  ).toBe(words);
});

test('words are counted as Unicode divides them, tags and pictures left out', () => {
  expect(
    render('One **two** three’s [four](/x).\n\n- five\n- six-seven\n\n![alt](/media/a.jpg)').wordCount,
  ).toBe(7);
  expect(render('今日は天気がいい').wordCount).toBeGreaterThan(2);
});

describe('findings', () => {
  const find = (text: string) =>
    render(text).findings.map((one) => `${one.offset} ${one.severity} ${one.code}`);

  test.each([
    [
      'a ![](/media/a.jpg) b ![](/media/a.jpg)',
      ['2 warning picture-alt-missing', '22 warning picture-alt-missing'],
    ],
    ['a ![b](/media/a.psd)', ['2 warning picture-kind']],
    ['<img src="/media/a.psd" alt="b">', ['0 warning picture-kind']],
    ['`<script>` and <script>x</script>', ['15 warning html-removed']],
    ['> - x <iframe src="y"></iframe>', ['6 warning frame-linked']],
    ['<div>\n<video src="x"></video>\n</div>', ['6 warning html-removed']],
    ['a\n\n<!-- never', ['3 error html-unclosed']],
    ['a\n\n<script>never', ['3 warning html-unclosed']],
    ['a\n\n<?php echo 1;\n\nb', ['3 warning html-unclosed']],
    ['a <?php echo 1; ?> b', ['2 warning html-removed']],
    ['a <b>x\n\n<p><i>y', ['11 warning html-left-open']],
    ['<div class="x\n\ny', ['0 warning html-tag-unclosed']],
    ['a <sic> b', ['2 warning html-unknown']],
    ['x[^1] y[^2]\n\n[^2]: n\n[^3]: m', ['1 warning footnote-missing', '21 warning footnote-unused']],
    ['x[^A]\n\n[^a]: n\n[^A]: m\n\n[^b]: o', ['15 warning footnote-twice', '24 warning footnote-unused']],
    ['<b onclick="x">y</b>', ['0 warning html-attribute-removed']],
    ['a <!-- closed --> b', []],
    ['b ![A](my photo.jpg "T")', ['7 warning address-with-spaces']],
    ['[a](tel:+374 10 12) [b](/a b)', ['4 warning address-with-spaces', '24 warning address-with-spaces']],
    ['[a](he said so. Yes) [b](no address)', ['0 warning link-unread']],
    ['x [Text] (https://example.org/a)', ['2 warning link-unread']],
    ['x [Text] (/about) y', ['2 warning link-unread']],
    ['[sic] (see above), a[1] (b)', []],
    ['[](https://example.org/a) [b]()', ['0 warning link-without-text', '26 warning link-empty']],
    ['[a](www.example.org) [b](news@example.org)', ['4 warning link-mended', '25 warning link-mended']],
    [
      '<a href="ttps://example.org">a</a> [b](mail:a@example.org)',
      ['9 warning link-mended', '39 warning link-mended'],
    ],
    ['[a](irc://example.org/x) <magnet:?xt=1>', ['0 warning link-as-text', '25 warning link-as-text']],
    [
      '[a](a.exe) [b](/x/b.rar) [c](/feed.xml) [d](d.pdf)',
      ['0 warning link-to-unserved-file', '11 warning link-to-unserved-file'],
    ],
    ['a **bold **text', ['2 warning emphasis-unread']],
    ['**«word»**text and `**code **x`', ['0 warning emphasis-unread']],
    ['日本**「強調」**です', ['2 warning emphasis-unread']],
    ['a *it *text', ['2 warning emphasis-unread']],
    ['5 * 3, 2 ** 3, price* and note*, \\*\\*x\\*\\*, a__b, **so** *it* __is__ _well_', []],
    ['a\n\n```js\ncode', ['3 warning fence-unclosed']],
    ['```\ncode\n```\n\n~~~~\n~~~\n~~~~\n\n    indented', []],
    ['| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |', ['30 warning table-cells-lost']],
    ['a | b\n---|---\n1 | 2 \\| 3', []],
    ['x {% include a.html %}\n\n{{< youtube a >}} `{{ code }}`', ['2 warning template-code']],
    ['-\u00a0a\n\n##\u00a0b\n\n```\n-\u00a0c\n```', ['1 warning no-break-space', '7 warning no-break-space']],
    ['```\n<script>\n```', []],
  ])('%j', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  test.each([
    ['A [link](//example.org/page) here.', '//example.org/page', 'https://example.org/page'],
    ['[[a]](<//example.org/x> "y") [b](//example.org/x)', '//example.org/x', 'https://example.org/x'],
    ['<a title="//example.org" href="www.example.org">x</a>', 'www.example.org', 'https://www.example.org'],
  ])('%s is repaired where it stands', (text, old, repaired) => {
    const [found] = renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' }).findings;
    expect(found).toMatchObject({ code: 'link-mended', fix: { old, repaired } });
    expect(text.slice(found?.offset).startsWith(old)).toBe(true);
  });

  test('an address that stands elsewhere is told at its link, and left to the editor', () => {
    expect(
      renderBody({
        text: '[a][1]\n\n[1]: //example.org/x',
        file: 'articles/x.md',
        title: 'T',
        language: 'en',
      }),
    ).toMatchObject({
      html: '<p><a href="https://example.org/x" rel="external noopener">a</a></p>',
      findings: [{ code: 'link-mended', offset: 0 }],
    });
  });

  test('there are never more than a hundred', () => {
    expect(find('![](/media/a.jpg) '.repeat(150))).toHaveLength(100);
  });
});

test('what has one reading is read so', () => {
  expect(render('-\u00a0one\n-\u00a0two').html).toBe('<ul>\n<li>one</li>\n<li>two</li>\n</ul>');
  expect(render('![A](my photo.jpg "T")').html).toContain(
    '<img src="/articles/2016/my%20photo.jpg" alt="A" loading="lazy" decoding="async"><figcaption>T</figcaption>',
  );
  expect(render('[a](tel:+374 10 12), [b](mailto: a@example.org)').html).toBe(
    '<p><a href="tel:+3741012">a</a>, <a href="mailto:a@example.org">b</a></p>',
  );
  expect(render('[a](www.example.org/x) <a href="https//example.org">b</a>').html).toBe(
    '<p><a href="https://www.example.org/x" rel="external noopener">a</a> <a href="https://example.org/" rel="external noopener">b</a></p>',
  );
});

test('an address to which pages do not link stays where readers can copy it', () => {
  expect(render('[Chat](irc://example.org/x), <ftp://example.org/a>, [m](magnet:?xt=1&dn=2)').html).toBe(
    '<p>Chat (irc://example.org/x), ftp://example.org/a, m (magnet:?xt=1&amp;dn=2)</p>',
  );
});

test('text and attributes are composed, as macOS does not write them', () => {
  const { html, findings } = render(
    '# Cafe\u0301\n\nCafe\u0301 ![Cafe\u0301](/media/a.jpg) \u{3ffff}x <sic>',
  );
  expect(html).toContain('>Caf\u00e9</h2>');
  expect(html).toContain('<p>Caf\u00e9 <img src="/media/a.jpg" alt="Caf\u00e9"');
  expect(html).toContain(' x &lt;sic');
  expect(findings.map(({ offset }) => offset)).toEqual([42]);
});

test('an unclosed tag in a block does not reach into the paragraphs below', () => {
  expect(render('<p>A <b>bold\n\nSecond.\n\nThird.').html).toContain('<p>Second.</p>\n<p>Third.</p>');
});

test('one call leaves nothing for the next', () => {
  const text = 'x[^1]\n\n[^1]: note';
  const first = render(text).html;
  expect(() => render('[^1]')).not.toThrow();
  expect(render(text).html).toBe(first);
});
