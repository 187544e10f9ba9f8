import { writeAttributes } from '../../../html/attributes.ts';

const PICTURE =
  /!\[([^[\]\n]{0,500})\]\(\s{0,10}(?:<([^<>\n]{1,500})>|([^\s()<>]{1,500}))(?:\s{1,10}(?:"([^"\n]{0,500})"|'([^'\n]{0,500})'))?\s{0,10}\)/g;

/**
 * Text that stands between the tags of raw HTML, where Markdown is none, with its pictures as tags: nobody means the code
 * of a picture to be read. `text` is HTML, and so are the parts of it that go into attributes.
 */
export function picturesInHtml(text: string): string {
  if (!text.includes('![')) return text;
  return text.replace(
    PICTURE,
    (_, alt: string, angled?: string, bare?: string, double?: string, single?: string) => {
      const title = double ?? single;
      const attributes = { src: angled ?? bare ?? '', alt, ...(title === undefined ? {} : { title }) };
      return `<img${writeAttributes(attributes, (value) => value.replaceAll('"', '&quot;'))}>`;
    },
  );
}
