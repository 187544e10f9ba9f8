import { writtenAddress } from '../../domain/marks/file-marks.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type Finding } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { AddressState } from '../read/address-queries.ts';
import type { LinkedFile } from '../read/linked-file.ts';
import type { LinkQueries } from '../read/link-queries.ts';
import { targetsAwaited } from './awaited-links.ts';

/** The codes of all that is told here, so that it can be told anew. */
export const LINK_CODES: ReadonlySet<string> = new Set([
  'link-dead',
  'link-moved',
  'link-gone',
  'link-to-file',
  'link-to-hidden',
]);
/** Problems of the links of one file; a page of links is not worth more. */
const MOST = 50;

export interface LinkLookups extends LinkQueries {
  readonly address: (path: string, now: number) => AddressState;
}

/** What is wrong with the links of a file, and what they wait for: see awaited-links.ts. */
export interface JudgedLinks {
  readonly problems: readonly Problem[];
  readonly awaited: readonly string[];
}

/** Judges where the links of a file lead at `now` (ms since 1970), each target once. */
export function checkLinks(
  { address, linkedFile, nearFile }: LinkLookups,
  file: string,
  links: readonly PlacedLink[],
  now: number,
): JudgedLinks {
  const log = createProblemLog(file);
  const awaited = new Set<string>();
  const answers = new Map<string, AddressState | LinkedFile>();
  let told = 0;
  for (const link of links) {
    const { to } = link;
    const isPath = to.startsWith('/');
    const answer = answers.get(to) ?? (isPath ? address(to, now) : linkedFile(to, file, now));
    answers.set(to, answer);
    const finding = findingOf(link, answer, () => nearFile(to, file));
    if (finding === null) continue;
    for (const target of targetsAwaited(to)) awaited.add(target);
    told += 1;
    if (told <= MOST) log.warn(finding, link);
  }
  return { problems: log.list(), awaited: [...awaited] };
}

/** `near` finds a file that was perhaps meant. */
function findingOf(
  link: PlacedLink,
  answer: AddressState | LinkedFile,
  near: () => string | null,
): Finding | null {
  const shown = quoteText(writtenAddress(link.written));
  switch (answer.kind) {
    case 'there':
    case 'live':
      return null;
    case 'moved':
      return moved(link, answer.path);
    case 'gone':
      return {
        code: 'link-gone',
        message: `The link to ${shown} leads to what was taken off the site: readers are told that it is gone.`,
        hint: 'Remove the link, or link to something else.',
      };
    case 'missing':
      return {
        code: 'link-dead',
        message: `The link to ${shown} leads nowhere: no article, page or file of this site has that address.`,
        hint:
          answer.near === null
            ? 'Correct the link, or remove it.'
            : `Did you mean ${quoteText(answer.near)}? Correct the link.`,
      };
    case 'hidden':
      // What the clock brings needs nobody.
      return answer.isDraft ? hidden(shown, answer.file) : null;
    case 'unknown':
      return unknown(shown, isOfName(link), near());
  }
}

/** Whether a link surely names a file, and not what may be an address beside the page’s. */
const isOfName = ({ to }: PlacedLink): boolean => /^(?:name|root):|\.m(?:d|arkdown|dx|kdn?|down)$/i.test(to);

function moved({ written, fragment, isInPlace }: PlacedLink, path: string): Finding {
  const repaired = path + fragment;
  return {
    code: 'link-moved',
    message: `The link to ${quoteText(written)} leads to an old address, and readers on to ${quoteText(path)}.`,
    hint: `Write ${repaired} there.`,
    ...(isInPlace ? { fix: { old: written, repaired } } : {}),
  };
}

const hidden = (shown: string, file: string): Finding => ({
  code: 'link-to-hidden',
  message: `The link to ${shown} leads to ${file}, which is a draft; readers see its text alone.`,
  hint: 'Publish that file, or remove the link.',
});

function unknown(shown: string, isName: boolean, near: string | null): Finding {
  const what = isName
    ? 'no article or page is in such a file; readers see its text alone'
    : 'nothing of that name is beside this file';
  const way = isName
    ? 'Name the file as it is called, by the way to it from this one: [text](../2026/its-name.md).'
    : 'Link to the file of an article ([text](its-name.md)), to a path such as /about, or to https://….';
  return {
    code: 'link-to-file',
    message: `The link to ${shown} leads nowhere: ${what}.`,
    hint: near === null ? way : `Did you mean ${quoteText(near)}? Correct the link.`,
  };
}
