import type { EditionTag } from '../domain/edition.ts';
import type { ShareNetwork } from '../domain/hosts/share-networks.ts';
import type { AiPreferences } from '../domain/machines/ai-preferences.ts';

/** The newsroom's own facts, as `content/site.yaml` states them, in the words of one of its editions: see site-in.ts. */
export interface Site {
  /** The edition whose words these are; absent for the one in the site's own language. */
  readonly edition?: string;
  /** BCP 47 tag of the site's own language, of what names no other; absent where `language` is that. */
  readonly ownLanguage?: string;
  /** The site in its other languages, in the order of site.yaml; absent for none. */
  readonly editions?: readonly SiteEdition[];
  readonly name: string;
  readonly description: string | null;
  /** BCP 47 tag of the interface and of articles that name no other. */
  readonly language: string;
  /** BCP 47 tag that fixes how dates and numbers are written, such as `en-GB`. */
  readonly locale: string;
  /** IANA name, such as `Asia/Yerevan`. */
  readonly timeZone: string;
  /** The city of the newsroom, shown beside dates. */
  readonly place: string;
  readonly sections: readonly SiteSection[];
  readonly publisher: Publisher;
  /** Patterns of the addresses that articles had before they stood here, without presets' names; absent for none. */
  readonly oldAddresses?: readonly string[];
  /** Hosts at which this site stood before, in small letters; absent for none. */
  readonly formerHosts?: readonly string[];
  /** Hosts whose pictures are fetched and served as the site’s own, in small letters, `*.example.org` for all below; absent for none. */
  readonly pictureHosts?: readonly string[];
  /** Other names by which it is known, the better known first; absent for none. */
  readonly alternateNames?: readonly string[];
  /** With whom it is connected, as trust.txt tells; absent for nobody. */
  readonly trust?: TrustFacts;
  /** Whether readers are asked to prefer it in Google’s search; absent for no. */
  readonly asksPreference?: boolean;
  /** What machines may do with its texts; absent where nothing is said. */
  readonly ai?: AiPreferences;
  /** Whether browsers may keep stories for reading offline. */
  readonly offline: boolean;
  /** Whether readers are shown the versions of stories; absent for no. */
  readonly history?: boolean;
  /** Whether providers are asked for title, author and picture of what stories show of them; absent for yes. */
  readonly asksProviders?: boolean;
  /** Networks that stories are shared to, in their order; absent for all that are known. */
  readonly share?: readonly ShareNetwork[];
}

/** What differs of a site in another of its languages. */
export interface SiteEdition
  extends EditionTag,
    Pick<Site, 'name' | 'description' | 'locale' | 'place' | 'sections'> {
  /** The organisation, as this language writes it. */
  readonly publisherName: string;
}

export interface SiteSection {
  readonly name: string;
  readonly slug: string;
  readonly description: string | null;
}

/** Facts for schema.org `NewsMediaOrganization`; paths are standing pages of this site. */
export interface Publisher {
  readonly name: string;
  /** Absolute URL of the organisation's home page; null means this site. */
  readonly url: string | null;
  readonly email: string | null;
  readonly sameAs: readonly string[];
  readonly publishingPrinciples: string | null;
  readonly correctionsPolicy: string | null;
  readonly ethicsPolicy: string | null;
  readonly ownershipFundingInfo: string | null;
  readonly masthead: string | null;
}

/** Absolute URLs by the names of trust.txt, each absent for none; a contact may be an e-mail address. */
export interface TrustFacts {
  readonly belongto?: readonly string[];
  readonly member?: readonly string[];
  readonly control?: readonly string[];
  readonly controlledby?: readonly string[];
  readonly vendor?: readonly string[];
  readonly customer?: readonly string[];
  readonly disclosure?: readonly string[];
  readonly contact?: readonly string[];
}
