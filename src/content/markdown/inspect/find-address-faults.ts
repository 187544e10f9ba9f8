import { quoteText } from '../../../problems/quote-text.ts';
import { type BodyFinding, type WrittenIn, warning } from './body-finding.ts';
import { recogniseEmbed } from '../../../domain/embeds/recognise-embed.ts';
import { mediumOf } from '../../../domain/files/clip.ts';
import { writtenAddress } from '../../../domain/marks/file-marks.ts';
import { findClipFaults } from './find-clip-faults.ts';
import { fetchedSrc } from '../../../domain/fetched-src.ts';
import { classifyPicture } from '../../../domain/picture-source.ts';
import { cleanAddress, classifyLink } from '../html/link-target.ts';

/** A path of the site that nothing can be wrong with, as most links are. */
const USUAL_PATH = /^\/[\p{L}\p{M}\p{N}_-][\p{L}\p{M}\p{N}_/-]{0,500}$/u;

const NOWHERE = warning(
  'link-empty',
  'This link has no address; only its text is shown.',
  'Write the address between the parentheses: [text](https://…).',
);

/** What an editor should know about a link. */
export function findLinkFaults(href: string): BodyFinding[] {
  if (USUAL_PATH.test(href)) return [];
  if (href.trim() === '') return [NOWHERE];
  const target = classifyLink(href);
  if (target.kind === 'unsafe') {
    return [
      warning(
        'link-unsafe',
        `The link to ${quoteText(href)} was removed; its text was kept.`,
        'Link to https://…, http://…, mailto:…, tel:… or a path such as /about.',
      ),
    ];
  }
  if (target.kind === 'text') {
    return [
      warning(
        'link-as-text',
        `The address ${quoteText(target.address)} stands in the text, as pages do not link to addresses of its kind.`,
        'Link to https://… where there is a page about it.',
      ),
    ];
  }
  if (target.kind === 'other-file') {
    return [
      warning(
        'link-to-unserved-file',
        `The link to ${quoteText(href)} names a file of a kind that the site does not serve: readers get a 404.`,
        'Save it as PDF, ZIP or another kind that is served, or link to a copy elsewhere (https://…).',
      ),
    ];
  }
  // Where they lead is known when all files are.
  if (target.kind === 'file') return [];
  if (!cleanAddress(href).isMended) return [];
  return [
    {
      ...warning(
        'link-mended',
        `The link to ${quoteText(href)} was read as ${quoteText(target.href)}.`,
        `Write ${target.href} there.`,
      ),
      fix: { old: href, repaired: cleanAddress(href).address },
    },
  ];
}

/** What an editor should know about a picture. */
export function findPictureFaults(
  address: string,
  alt: string,
  { file, ...hosts }: WrittenIn,
): BodyFinding[] {
  if (mediumOf(address) !== null) return findClipFaults(address, alt, { file, ...hosts });
  const src = writtenAddress(address);
  const faults: BodyFinding[] = [];
  const source = classifyPicture(address, file, hosts);
  // Of a film elsewhere a card is shown.
  if (source.kind === 'web' && recogniseEmbed(src) !== null) return [];
  const isFetched =
    source.kind === 'web' &&
    fetchedSrc(source.href) !== null &&
    hosts.isPictureHost?.(new URL(source.href).host) === true;
  if (source.kind === 'web' && !isFetched) {
    faults.push({
      ...warning(
        'picture-external',
        `The picture ${quoteText(src)} is on another site; a link stands in its place.`,
        'Save it in content/media and write /media/its-name.jpg; or, where that site is yours, name it in site.yaml: pictures: {hosts: […]}.',
      ),
      ...(URL.canParse(source.href) ? { about: new URL(source.href).host } : {}),
    });
  } else if (source.kind === 'elsewhere') {
    faults.push(
      warning(
        'picture-elsewhere',
        `The picture ${quoteText(src)} is neither in content/media nor beside the article; its text stands in its place.`,
        'Move it to content/media and write /media/its-name.jpg.',
      ),
    );
  } else if (source.kind === 'not-served') {
    faults.push(
      warning(
        'picture-kind',
        `The picture ${quoteText(src)} is of a kind that the site does not serve; its text stands in its place.`,
        'Save it as JPEG, PNG, WebP, AVIF or GIF.',
      ),
    );
  }
  if (alt.trim() === '' && (source.kind === 'served' || isFetched)) {
    faults.push(
      warning(
        'picture-alt-missing',
        `The picture ${quoteText(src)} has no text for those who cannot see it.`,
        'Say what it shows: ![Kerry and Putin at a table](/media/talk.jpg).',
      ),
    );
  }
  return faults;
}
