/** Tags that may stand in a body, whether Markdown or the editor made them. */
export const ALLOWED_TAGS: ReadonlySet<string> = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong del ins a img br hr wbr ' +
    'table caption thead tbody tfoot tr th td figure figcaption div section details summary span ' +
    'sup sub abbr b i u s small mark kbd samp var q cite dfn bdi bdo'
  ).split(' '),
);

/** Old tags and the ones that replaced them. */
export const REPLACED_TAGS: Readonly<Record<string, string>> = { strike: 's', tt: 'code', acronym: 'abbr' };

/** Tags whose content is not prose: it goes with them. */
export const TAGS_WITH_CONTENT: ReadonlySet<string> = new Set(
  'script style textarea title xmp iframe noembed noframes svg math applet template select button'.split(' '),
);

/** Tags that swallow the rest of a page while unclosed, in Markdown and in browsers alike. */
export const SWALLOWING_TAGS: ReadonlySet<string> = new Set(['script', 'style', 'textarea']);

/**
 * Tags of HTML, old and new, that are removed. Any other name in angle brackets is an editor's own text. What stands in
 * `<video>`, `<audio>`, `<object>`, `<canvas>` and `<noscript>` is written for readers to whom these show nothing, as
 * they do here: it stays (HTML Standard §4.8.8).
 */
export const REMOVED_TAGS: ReadonlySet<string> = new Set(
  (
    'html head body base link meta form input option optgroup label fieldset legend output datalist progress ' +
    'meter embed param source track picture map area frame frameset dialog menu slot plaintext main nav header ' +
    'footer aside article address hgroup search time data ruby rt rp rb rtc center font big basefont marquee ' +
    'blink nobr bgsound col colgroup dir isindex keygen listing nextid spacer image path g rect circle ' +
    'video audio object canvas noscript'
  ).split(' '),
);

/** Attributes kept, by tag; `*` for every tag. Ids and the data- marks of footnotes come on top. */
export const ALLOWED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  '*': ['lang', 'dir'],
  a: ['href', 'title'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  ol: ['start', 'reversed', 'type'],
  li: ['value'],
  th: ['align', 'colspan', 'rowspan', 'scope'],
  td: ['align', 'colspan', 'rowspan'],
  abbr: ['title'],
  dfn: ['title'],
  details: ['open'],
};

/** Tags that an editor may open in one block and close in a later one, with Markdown between. */
export const CONTAINER_TAGS: ReadonlySet<string> = new Set(
  'div section details blockquote ul ol li dl dd table thead tbody tfoot tr td th figure'.split(' '),
);

/** Tags without content and without an end. */
export const VOID_TAGS: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'wbr', 'col']);
