/** What somebody may be at the desk, the least first: each may what those before it may. */
export const ROLES = ['viewer', 'contributor', 'editor', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/**
 * What is done at the desk: `read` is seeing it; `draft` is writing new files and files that are drafts before and after;
 * `publish` is everything of articles, pages, authors, media, lists, fronts and labels; `site` is site.yaml and
 * partners.yaml; `people` is who may come in, and the audit log.
 */
export const ACTS = ['read', 'draft', 'publish', 'site', 'people'] as const;

export type Act = (typeof ACTS)[number];

/** Somebody who may come in. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** The address that commits carry. */
  readonly email: string;
  readonly role: Role;
}

const LEAST_ROLE: Readonly<Record<Act, Role>> = {
  read: 'viewer',
  draft: 'contributor',
  publish: 'editor',
  site: 'admin',
  people: 'admin',
};

/** Whether somebody of a role may do something. */
export function may(role: Role, act: Act): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[act]);
}

/** Whether a text is a role, as it is typed on a command line or sent by a form. */
export const isRole = (text: string): text is Role => ROLES.some((role) => role === text);
