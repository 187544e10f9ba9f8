import type { SiteContext } from './feed-model.ts';

export interface SecurityTxtContext extends Omit<SiteContext, 'at'> {
  /** An e-mail address or an https, mailto or tel URI; null for the publisher's e-mail address. */
  readonly contact: string | null;
}

export interface SecurityTxt {
  readonly text: string;
  /** When the text changes by the clock alone, in milliseconds since 1970. */
  readonly expires: number;
}

/**
 * Writes `/.well-known/security.txt` (RFC 9116): where to report a weakness of the site. It is good for
 * eleven months from the start of next month, so that it says the same for a whole month. Null where
 * nobody is named.
 */
export function buildSecurityTxt({ site, origin, now, contact }: SecurityTxtContext): SecurityTxt | null {
  const address = contact ?? site.publisher.email;
  if (address === null) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
  const nextMonth = today.with({ day: 1 }).startOfDay().add({ months: 1 });
  const lines = [
    `Contact: ${toUri(oneLine(address))}`,
    `Expires: ${nextMonth.add({ months: 11 }).toInstant().toString({ smallestUnit: 'second' })}`,
    `Preferred-Languages: ${site.language}`,
    `Canonical: ${origin}/.well-known/security.txt`,
    '',
  ];
  return { text: lines.join('\n'), expires: nextMonth.epochMilliseconds };
}

const toUri = (address: string): string =>
  /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `mailto:${address}`;

/** A line end would begin another field. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
