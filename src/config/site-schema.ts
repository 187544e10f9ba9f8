import { z } from 'zod';
import { hostsField, oldAddressesField, pictureHostsField } from './old-address-fields.ts';
import { shareField } from './share-field.ts';
import { toSitePath } from '../domain/site-path.ts';
import { formerSlugsOf, toSlug } from '../domain/slug.ts';
import { quoteText } from '../problems/quote-text.ts';
import { aiField } from '../problems/reading/ai-field.ts';
import {
  emailField,
  languageField,
  refuse,
  textField,
  webAddressField,
  yesNoField,
} from '../problems/reading/text-fields.ts';

/** The keys of `content/site.yaml`. */
export function createSiteSchema() {
  return z.object({
    name: textField(120).describe(
      'The name of the site, as on the masthead; like all that may differ by language, a text, or texts by language: {hy: …, en: …}.',
    ),
    alternateName: namesField()
      .optional()
      .describe('Other names by which it is known, such as its letters, for search engines.'),
    description: textField(500)
      .optional()
      .describe('One sentence about it, for search engines; may differ by language.'),
    language: languageField().describe('BCP 47 tag of the interface and of articles that name no other.'),
    languages: z
      .unknown()
      .optional()
      .describe('Languages of its editions, its own first: [hy, ru, en]. The others are at /ru and /en.'),
    locale: languageField()
      .optional()
      .describe('BCP 47 tag that fixes how dates are written, or tags by language; else the language.'),
    timeZone: timeZoneField().describe('IANA name, such as Asia/Yerevan.'),
    place: textField(120)
      .optional()
      .describe('The city of the newsroom; else the time zone’s; may differ by language.'),
    sections: z
      .union([z.array(z.unknown()), z.looseObject({})])
      .optional()
      .describe(
        'A list of names, or of name, slug and description; or a map from slugs to names. Names may differ by language.',
      ),
    offline: yesNoField()
      .optional()
      .describe('false: browsers keep no stories for reading offline, and drop those they have; else true.'),
    history: yesNoField()
      .optional()
      .describe('true: a story’s “Updated” leads readers to its earlier versions; else they see none.'),
    askProviders: yesNoField()
      .optional()
      .describe(
        'false: YouTube, X and their like are not asked for titles of what stories show of them; else true.',
      ),
    share: shareField()
      .optional()
      .describe('Networks that stories are shared to, in their order; no for none; else all that are known.'),
    oldAddresses: oldAddressesField()
      .optional()
      .describe('Patterns of addresses that articles had before: jekyll, hugo, …, or /blog/:year/:slug.'),
    formerHosts: hostsField().optional().describe('Hosts at which the site stood before: old.example.org.'),
    pictures: z
      .looseObject({})
      .optional()
      .describe('hosts: of the newsroom’s own, whose pictures are fetched and served by the site.'),
    ai: aiField()
      .optional()
      .describe(
        'What machines may do with the texts: train, search and input, each yes or no, or one for all; else nothing is said.',
      ),
    preferredSource: yesNoField()
      .optional()
      .describe('yes: the footer leads to where readers choose the site as a preferred source of Google.'),
    trust: z.looseObject({}).optional().describe('With whom it is connected, for trust.txt.'),
    publisher: z.looseObject({}).optional().describe('Facts about the organisation, for search engines.'),
  });
}

/** A section written as a map. */
export function createSectionSchema() {
  return z.object({
    name: textField(80),
    slug: z
      .string()
      .transform((written, context): string => {
        const slug = toSlug(written);
        // One that was right by a former rule goes on, as its present form.
        const isRight = [slug, ...formerSlugsOf(written)].includes(written.trim());
        if (slug !== '' && isRight) return slug;
        return refuse(context, `${quoteText(written)} cannot be part of a URL.`, {
          code: 'slug-invalid',
          hint: slug === '' ? 'Write letters, digits and hyphens.' : `Write slug: ${slug}`,
        });
      })
      .optional(),
    description: textField(500).optional(),
  });
}

/** `pictures` of site.yaml. */
export function createPicturesSchema() {
  return z.object({
    hosts: pictureHostsField()
      .optional()
      .describe('Hosts of the newsroom’s own: cdn.example.org, *.example.org.'),
  });
}

/** `publisher` of site.yaml. */
export function createPublisherSchema() {
  const path = () => sitePathField().optional();
  return z.object({
    name: textField(120)
      .optional()
      .describe('The organisation; else the site’s name; may differ by language.'),
    url: webAddressField().optional().describe('Its home page; else this site.'),
    email: emailField().optional().describe('Where readers write to.'),
    sameAs: webAddressesField().optional().describe('Its pages elsewhere, as a list of addresses.'),
    publishingPrinciples: path().describe('Path of a standing page.'),
    correctionsPolicy: path().describe('Path of a standing page.'),
    ethicsPolicy: path().describe('Path of a standing page.'),
    ownershipFundingInfo: path().describe('Path of a standing page.'),
    masthead: path().describe('Path of a standing page.'),
  });
}

function timeZoneField() {
  return z.string().transform((written, context): string => {
    const name = written.trim();
    try {
      const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
      // Offsets such as +04:00 know no summer time and have no city.
      if (/^[A-Za-z]/.test(timeZone))
        return Intl.supportedValuesOf('timeZone').includes(name) ? name : timeZone;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    return refuse(context, `${quoteText(written)} is not a time zone.`, {
      code: 'time-zone-unknown',
      hint: 'Write an IANA name such as Asia/Yerevan or Europe/London.',
    });
  });
}

function sitePathField() {
  return z.string().transform((written, context): string => {
    const path = toSitePath(written.trim());
    if (path !== null) return path;
    return refuse(context, `${quoteText(written)} is not a path of this site.`, {
      code: 'path-invalid',
      hint: 'Write the path of a standing page, such as /corrections-policy.',
    });
  });
}

/** One name or a list of up to ten. */
const namesField = () =>
  z.union([z.string().transform((one) => [one]), z.array(z.string())]).pipe(z.array(textField(120)).max(10));

const webAddressesField = () =>
  z.union([z.string().transform((one) => [one]), z.array(z.string())]).pipe(z.array(webAddressField()));
