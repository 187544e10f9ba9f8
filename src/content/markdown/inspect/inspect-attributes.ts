import { readAttributes } from '../../../html/attributes.ts';
import { shownSrc } from '../../../html/lazy-picture.ts';
import { type BodyFinding, type WrittenIn, warning } from './body-finding.ts';
import { findLinkFaults, findPictureFaults } from './find-address-faults.ts';

/** What an editor should know about the attributes of an allowed tag, `tag` being its whole source. */
export function inspectAttributes(
  name: string,
  tag: string,
  offset: number,
  place: WrittenIn,
): (BodyFinding & { readonly offset: number })[] {
  const attributes = readAttributes(tag);
  const findings: BodyFinding[] = [];
  const href = attributes.get('href');
  if (name === 'a' && href !== undefined) findings.push(...findLinkFaults(href));
  if (name === 'img') {
    findings.push(
      ...findPictureFaults(
        shownSrc((name) => attributes.get(name)),
        attributes.get('alt') ?? '',
        place,
      ),
    );
  }
  for (const attribute of attributes.keys()) {
    if (attribute !== 'style' && !/^on[a-z]+$/.test(attribute)) continue;
    findings.push({
      ...warning(
        'html-attribute-removed',
        `${attribute}="…" on <${name}> is not allowed; it was removed.`,
        'Remove the attribute.',
      ),
      about: attribute,
    });
  }
  return findings.map(({ fix, ...finding }) => {
    const at = fix === undefined ? -1 : tag.indexOf(fix.old);
    return fix === undefined || at === -1 ? { ...finding, offset } : { ...finding, fix, offset: offset + at };
  });
}
