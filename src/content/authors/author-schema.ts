import { z } from 'zod';
import type { LabelledLink } from '../../domain/article.ts';
import { toFediverseAddress } from '../../domain/machines/fediverse-address.ts';
import { cleanPath } from '../../problems/clean-text.ts';
import { quoteText } from '../../problems/quote-text.ts';
import {
  emailField,
  refuse,
  stringField,
  textField,
  webAddressField,
} from '../../problems/reading/text-fields.ts';
import { slugField } from '../articles/article-fields.ts';
import { proseField } from '../document/prose-field.ts';

const MAX_NAME = 120;
const MAX_LINKS = 20;

/** The front matter of an author's file, field by field. */
export function createAuthorSchema() {
  return z.object({
    name: proseField(MAX_NAME).optional().describe('The author’s name, as in the articles.'),
    role: proseField(200).optional().describe('What the author does, such as Foreign editor.'),
    picture: portraitField()
      .optional()
      .describe('A portrait: src (in media/, or beside the file), alt, credit.'),
    email: emailField().optional().describe('Where readers write to.'),
    links: linksField().optional().describe('Pages elsewhere: a list of addresses, or of name and url.'),
    fediverse: fediverseField()
      .optional()
      .describe(
        'The account on Mastodon or its kin, such as @desk@example.social; else that among the links.',
      ),
    slug: slugField().optional().describe('The last part of the page’s URL; else made of the name.'),
    id: textField(100)
      .optional()
      .describe('What articles may call the author instead, such as an id of another system.'),
  });
}

/** Keys allowed inside `picture` and each of `links`. */
export const AUTHOR_NESTED_KEYS = {
  picture: ['src', 'alt', 'credit'],
  links: ['name', 'url'],
} as const;

function portraitField() {
  return z.union([z.string().transform((src) => ({ src })), z.looseObject({})]).pipe(
    z.object({
      src: textField(1000, cleanPath),
      alt: proseField(1000).optional(),
      credit: proseField(300).optional(),
    }),
  );
}

/** An account as it is written, or by the address of its profile. */
function fediverseField() {
  return stringField((written, context): string => {
    const address = toFediverseAddress(written);
    if (address !== null) return address;
    return refuse(context, `${quoteText(written)} is not an account of Mastodon or its kin.`, {
      code: 'fediverse-invalid',
      hint: 'Write it in quotes as "@desk@example.social", or the address of its profile.',
    });
  });
}

/** One address or a list; one without a name is called by its host. */
function linksField() {
  const link = z
    .union([z.string().transform((url) => ({ url })), z.looseObject({})])
    .pipe(z.object({ name: proseField(MAX_NAME).optional(), url: webAddressField() }));
  return z
    .union([z.string().transform((url): unknown[] => [url]), z.array(z.unknown())])
    .pipe(z.array(link).max(MAX_LINKS))
    .transform((links): LabelledLink[] =>
      links.map(({ name, url }) => ({ name: name ?? new URL(url).hostname.replace(/^www\./, ''), url })),
    );
}
