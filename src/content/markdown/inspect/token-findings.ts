import type { Tokens } from 'marked';
import { quoteText } from '../../../problems/quote-text.ts';
import { hasSpacedAddress } from '../syntax/spaced-links.ts';
import { type BodyFinding, warning } from './body-finding.ts';

export const missingFootnote = (written: string): BodyFinding =>
  warning('footnote-missing', `${quoteText(written)} has no footnote.`, `Add a line "${written}: its text".`);

export const templateCode = (first: string, count: number): BodyFinding => {
  const about = /^[^\p{L}_]*([\p{L}_][\w./-]{0,40})/u.exec(first)?.[1];
  return {
    ...warning(
      'template-code',
      `${quoteText(first)} is code for another system’s templates; readers see it as it is written.${count > 1 ? ` There is more of it: ${count} places.` : ''}`,
      'Replace it by what it stands for, in Markdown.',
    ),
    ...(about === undefined ? {} : { about }),
  };
};

export const spacedAddress = (token: Tokens.Link | Tokens.Image): BodyFinding[] =>
  hasSpacedAddress(token)
    ? [
        {
          ...warning(
            'address-with-spaces',
            `${quoteText(token.href)} holds blanks; it was read as one address.`,
            'Put it between < and >: [text](<a file.pdf>).',
          ),
          fix: { old: token.href, repaired: `<${token.href}>` },
        },
      ]
    : [];

/** A link on which nobody can click, as there is nothing to see. */
export const namelessLink = ({ text, href }: Tokens.Link): BodyFinding[] =>
  text.trim() === '' && href.trim() !== ''
    ? [
        warning(
          'link-without-text',
          `The link to ${quoteText(href)} has no text, so readers do not see it.`,
          'Write its text between the brackets: [the report](https://…).',
        ),
      ]
    : [];

export const unusedFootnote = (written: string): BodyFinding =>
  warning(
    'footnote-unused',
    `The footnote ${quoteText(written)} is not used in the text, so it is not shown.`,
    `Put ${written} where it belongs, or remove it.`,
  );

export const secondFootnote = (written: string): BodyFinding =>
  warning(
    'footnote-twice',
    `The footnote ${quoteText(written)} stands in the text above already; this one is not shown.`,
    'Give it a label of its own, or join the two.',
  );
