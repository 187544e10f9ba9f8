import { compactKey } from './key-dialects.ts';

/**
 * What a key says about who may see a story, or when; read-limit.ts reads the value. `strict` keys mean nothing
 * else, so that a value that cannot be read holds the story back; the others have everyday meanings as well, and
 * limit only where the value says so.
 */
export type LimitKind =
  | 'from'
  | 'until'
  | 'shows'
  | 'hides'
  | 'status'
  | 'secret'
  | 'audience'
  | 'robots'
  | 'part';

export interface LimitMeaning {
  readonly kind: LimitKind;
  readonly isStrict: boolean;
}

/** Keys of one meaning, each in one of its spellings. */
export interface LimitRow extends LimitMeaning {
  readonly keys: readonly string[];
  /** What the keys say, for docs/hiding.md, whose table is compared with this one. */
  readonly says: string;
}

const row = (kind: LimitKind, isStrict: boolean, says: string, keys: string): LimitRow => ({
  kind,
  isStrict,
  says,
  keys: keys.trim().split(/\s+/),
});

/** Every key that limits who may see a story, or when, in the dialects of many systems. */
export const LIMIT_ROWS: readonly LimitRow[] = [
  row(
    'from',
    true,
    'Not public before that time; of several, and `date`, the latest decides. true holds back.',
    `publishDate publish_at publish_on publish_time publish_from publish_after publish_start publish_start_date
     publishing_date published_at published_on published_date published_time publication_date publication_time
     date_published pubDate pub_datetime publish_datetime published_datetime publication_datetime datetime_published
     publish_not_before not_before embargo embargo_until embargo_date embargo_time embargo_end
     embargo_end_date embargoed embargoed_until release_date release_time release_at release_on release_after
     go_live go_live_date go_live_at live_at live_from live_on live_date visible_from visible_after show_from
     display_from available_from available_at available_on valid_from active_from online_from online_date
     scheduled scheduled_at scheduled_for scheduled_date schedule_date scheduled_publish schedule_publish schedule_start
     schedule_from schedule_at publishing_from publishing_start publishing_at publication_start publication_from
     publication_at post_date posted posted_at date_posted
     start_publishing do_not_publish_before hold on_hold held hold_until held_until under_embargo_until publish_up`,
  ),
  row(
    'until',
    true,
    'Not public from that time on; of several the earliest decides. true holds back.',
    `expires expire expiry expired expires_at expires_on expired_at expire_at expire_on expire_date expires_date
     expiryDate expiry_time expiration expiration_date expiration_time unpublish unpublish_date unpublish_at
     unpublish_on unpublish_time unpublished_at unpublished_on publish_until publish_to publish_end publish_end_date
     published_until publish_down publication_end publication_until publishing_end publishing_until schedule_end
     schedule_until schedule_unpublish visible_until show_until display_until available_until live_until
     valid_until valid_to not_after active_until online_until end_publishing remove_at remove_on remove_date
     delete_at delete_on delete_date take_down_date take_down_at takedown_on archive_at archive_on archive_date
     archived_at archived_on deleted_at deleted_on trashed_at removed_at withdrawn_at hidden_at disabled_at
     offline_date offline_at sunset_date delist_date scheduled_unpublish`,
  ),
  row(
    'shows',
    true,
    'false holds back; a time is one before which the story is not public.',
    `published publish is_published public is_public publicly visible is_visible listed is_listed routable
     publishable is_publishable dg_publish`,
  ),
  row(
    'shows',
    false,
    'false holds back.',
    `show is_shown display displayed is_displayed enabled is_enabled active is_active online is_online is_live
     indexed indexable indexing index searchable in_search_index in_search approved is_approved ready render list
     free is_free is_accessible_for_free in_feed in_sitemap in_nav`,
  ),
  row(
    'hides',
    true,
    'true holds back; a time does so from then on. The site has no stories that only a link leads to.',
    `draft drafted hidden is_hidden private is_private unlisted is_unlisted not_listed unpublished internal
     is_internal internal_only internal_use members_only member_only for_members subscribers_only subscriber_only
     paid_only protected is_protected password_protected restricted is_restricted confidential is_confidential
     login_required require_login requires_login needs_login auth_required require_auth requires_auth encrypted
     encrypt is_encrypted invisible not_published not_public do_not_publish dont_publish never_publish no_publish
     not_for_publication noindex is_noindex hide_from_search hide_from_lists hide_from_list hide_from_feed
     hide_from_home hidden_from_search hidden_from_list hidden_from_home_page hidden_from_feed
     hidden_in_home_list search_hidden exclude_from_collections eleventy_exclude_from_collections exclude_from_search
     search_exclude exclude_from_list exclude_from_lists exclude_from_feed exclude_from_sitemap sitemap_exclude
     exclude_from_index exclude_from_site email_only draft_only preview_only staff_only editors_only`,
  ),
  row(
    'hides',
    false,
    'true holds back; a time does so from then on.',
    `hide headless deleted is_deleted trash trashed removed withdrawn is_withdrawn archived is_archived disabled
     is_disabled inactive offline is_offline taken_down takedown killed spiked pending is_pending
     pending_review in_review under_review needs_review unreviewed wip work_in_progress preview is_preview skip
     ignore ignored exclude excluded nav_exclude not_in_nav secret is_secret gated is_gated premium is_premium
     paywall paywalled members subscribers login auth`,
  ),
  row(
    'status',
    true,
    'Public for publish, published, public, live and their like; any other value holds back.',
    `status post_status publish_status publication_status publishing_status published_status draft_status
     visibility_status workflow workflow_status workflow_state workflow_stage editorial_status editorial_state
     review_status moderation_state moderation_status publish_state publication_state publishing_state
     visibility post_visibility`,
  ),
  row(
    'status',
    false,
    'draft, private, pending, trash, archived and their like hold back; other values are no status.',
    'state stage phase step availability',
  ),
  row(
    'secret',
    true,
    'Any value holds back: nothing here asks for a password.',
    'password post_password page_password passwd passphrase passcode access_code access_key pass_key',
  ),
  row(
    'audience',
    true,
    'Public for public, everyone, all and their like; any other value holds back.',
    `access access_level access_control access_group access_groups access_list access_rights roles allowed_roles
     allowed_users allowed_groups allowed_to allow_roles required_role required_roles require_role restrict_to
     restricted_to restrict_access visible_to visible_for viewable_by viewers shared_with permissions permission
     acl membership_level required_capability site_login`,
  ),
  row(
    'audience',
    false,
    'members, subscribers, staff, internal and their like hold back; other values are no limit.',
    'audience audiences group groups role tier tiers membership subscription readers plan plans distribution',
  ),
  row(
    'robots',
    true,
    'noindex and none hold back: the site has no stories that only a link leads to.',
    'robots robots_meta meta_robots robots_tag x_robots_tag googlebot bingbot indexing_policy',
  ),
  row('robots', false, 'A meta tag with noindex in it holds back.', 'meta head seo header_tags meta_tags'),
  row(
    'part',
    false,
    'false, and a map that says never, exclude or ignore, holds back.',
    'permalink url build sitemap feed feeds rss atom search collections navigation',
  ),
];

/** Keys whose values are maps with keys of these meanings in them. */
export const NESTED_LIMITS: ReadonlySet<string> = new Set(
  (
    'extra params parameters taxonomy taxonomies seo meta metadata attributes custom options settings config publishing ' +
    'publication schedule scheduling wordpress wp hugo cascade page post article entry frontmatter fields data properties ' +
    'sys system <<'
  ).split(' '),
);

/** Words that systems put before their own keys. */
const PREFIX = /^(?:is|post|page|article|content|entry|story|item|dg|wp)(?=.{4})/;

const MEANINGS: ReadonlyMap<string, LimitMeaning> = new Map(
  LIMIT_ROWS.flatMap((one) => one.keys.map((key) => [limitKey(key), one])),
);

/** Every key of the table in compact spelling. */
export const LIMIT_NAMES: readonly string[] = [...MEANINGS.keys()];

/** A key without regard to case and to what joins its words. */
export function limitKey(key: string): string {
  return compactKey(key).replace(/[.:]/g, '');
}

/** The same keys come in every file: each is judged once, and all are forgotten when there are too many. */
const known = new Map<string, LimitMeaning | null>();
const MAX_KNOWN = 5_000;

/** What a key means, in any spelling and with other systems' prefixes; null for no limit. */
export function limitOf(key: string): LimitMeaning | null {
  let meaning = known.get(key);
  if (meaning === undefined) {
    const compact = limitKey(key);
    meaning = MEANINGS.get(compact) ?? MEANINGS.get(compact.replace(PREFIX, '')) ?? null;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, meaning);
  }
  return meaning;
}
