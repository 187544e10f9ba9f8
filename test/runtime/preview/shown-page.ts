import { ORIGIN, PREFIX } from './open-previews.ts';

/** What differs between a page and its preview by design, as it stands in either. */
const OWN_OF_EITHER = [
  /<aside class="desk-preview".*?<\/aside>\n?/gs,
  /<style>\.desk-preview.*?<\/style>/gs,
  /<div hidden><svg [^>]*>\s*<!-- Every icon.*?<\/svg>\s*<\/div>\n/gs,
  /<meta name="robots"[^>]*>/g,
  /<link rel="(?:canonical|manifest|search)"[^>]*>/g,
  /<script type="module" src="[^"]*\/js\/(?:offline|saved|story)[^"]*"><\/script>/g,
  / target="_blank"/g,
];

/** A page without all that makes a preview of it, or a preview without it: those of one page are the same. */
export function shownPage(html: string): string {
  let shown = html.replaceAll(PREFIX, '').replaceAll(ORIGIN, '');
  shown = shown.replace(
    /href="(?:\/assets\/icons\/symbols-\w+\.svg)?#(?:preview-drawing-)?([\w-]+)"\/>/g,
    'drawing $1/>',
  );
  for (const own of OWN_OF_EITHER) shown = shown.replace(own, '');
  return shown.replace(/\n{2,}/g, '\n');
}
