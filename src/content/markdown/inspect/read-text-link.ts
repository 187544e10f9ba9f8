import { fileKindOf } from '../../../domain/files/file-kinds.ts';
import type { TextLink } from '../../../domain/marks/text-link.ts';
import { classifyMedia, classifyPicture } from '../../../domain/picture-source.ts';
import { classifyLink } from '../html/link-target.ts';

/** What a link must be to be one within the site, for nearly all that are not. */
const ELSEWHERE = /^(?:https?:\/\/|mailto:|tel:)/i;
const HOST = /^https?:\/\/([^\s/?#@]+)/i;

/**
 * Where an address leads within the site: `to` is '' for a part of the same text. Null for other links, but that those to
 * other sites may be wanted, `to` being their address. `isOwnHost` tells hosts that absolute addresses of the site have, or
 * had; `file` is the path of the text below the content folder. Those to files that the site serves are none: whether these are
 * there is told with pictures.
 */
export function readTextLink(
  href: string,
  {
    file,
    isOwnHost,
    wantsWeb,
  }: { readonly file: string; readonly isOwnHost: (host: string) => boolean; readonly wantsWeb: boolean },
): Pick<TextLink, 'to' | 'fragment'> | null {
  if (wantsWeb) {
    const target = classifyLink(href);
    return target.kind === 'web' ? { to: target.href, fragment: '' } : null;
  }
  if (ELSEWHERE.test(href)) {
    const host = HOST.exec(href)?.[1];
    if (host === undefined || !isOwnHost(host) || !URL.canParse(href)) return null;
    const { pathname, hash } = new URL(href);
    if (fileKindOf(pathname) !== null && classifyMedia(href, file, isOwnHost).kind === 'served') return null;
    return { to: pathname, fragment: hash };
  }
  const target = classifyLink(href);
  if (target.kind === 'site') {
    const [path = ''] = target.href.split(/[?#]/, 1);
    const isPart = target.href.startsWith('#');
    return path === '' && !isPart ? null : { to: path, fragment: fragmentOf(target.href) };
  }
  if (target.kind === 'download') {
    const isServed = classifyMedia(target.href, file, isOwnHost).kind === 'served';
    return isServed || !target.href.startsWith('/') ? null : { to: pathOf(target.href), fragment: '' };
  }
  if (target.kind !== 'file') return null;
  const picture = classifyPicture(target.mark, file);
  if (picture.kind === 'served') return { to: picture.src, fragment: '' };
  return { to: target.mark, fragment: fragmentOf(target.href) };
}

const pathOf = (href: string): string => href.split(/[?#]/, 1)[0] ?? '';

const fragmentOf = (href: string): string => /#.+$/.exec(href)?.[0] ?? '';
