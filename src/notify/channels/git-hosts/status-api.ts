import { hash } from 'node:crypto';
import type { CommitStatus } from '../../describe-commit.ts';

/** How one kind of git host takes statuses of commits. */
export interface StatusApi {
  /** The host's name, for people. */
  readonly name: string;
  /** Where statuses of a repository are posted to; the commit and `suffix` stand behind it. */
  readonly base: (repository: Repository) => string;
  readonly suffix: string;
  readonly authorization: (token: string) => string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body for a status. */
  readonly body: (status: CommitStatus) => Readonly<Record<string, string>>;
  /** What the token has to be allowed, in the host's own words. */
  readonly right: string;
}

/** A repository at its host. */
export interface Repository {
  /** Such as `https://git.example.org`, with the port where the repository has one by http. */
  readonly origin: string;
  readonly host: string;
  /** `owner/name`; of GitLab there may be more parts. */
  readonly path: string;
}

export type StatusHost = 'github' | 'gitlab' | 'gitea' | 'bitbucket';

/** What the documentation of each host says, of its REST API for statuses of commits. */
export const STATUS_APIS: Readonly<Record<StatusHost, StatusApi>> = {
  github: {
    name: 'GitHub',
    // A server of one's own has its API below its origin.
    base: ({ origin, host, path }) =>
      `${host === 'github.com' ? 'https://api.github.com' : `${origin}/api/v3`}/repos/${encoded(path)}/statuses/`,
    suffix: '',
    authorization: (token) => `Bearer ${token}`,
    headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
    body: ({ state, context, description, url }) => ({
      // It knows no warning.
      state: state === 'failure' ? 'failure' : 'success',
      target_url: url,
      description: cut(withinPlane(description), 140),
      context: cutFront(withinPlane(context), 255),
    }),
    right: 'commit statuses: read and write (or repo:status)',
  },
  gitlab: {
    name: 'GitLab',
    base: ({ origin, path }) => `${origin}/api/v4/projects/${encodeURIComponent(path)}/statuses/`,
    suffix: '',
    authorization: (token) => `Bearer ${token}`,
    headers: {},
    body: ({ state, context, description, url }) => ({
      state: state === 'failure' ? 'failed' : 'success',
      name: cutFront(context, 255),
      // A longer address is refused.
      ...(url.length > 255 ? {} : { target_url: url }),
      description: cut(description, 255),
    }),
    right: 'the scope api, and the role Developer',
  },
  gitea: {
    name: 'Gitea or Forgejo',
    base: ({ origin, path }) => `${origin}/api/v1/repos/${encoded(path)}/statuses/`,
    suffix: '',
    authorization: (token) => `token ${token}`,
    headers: {},
    body: ({ state, context, description, url }) => ({
      state,
      context: cutFront(context, 255),
      description: cut(description, 255),
      target_url: url,
    }),
    right: 'repository: read and write',
  },
  bitbucket: {
    name: 'Bitbucket',
    base: ({ path }) => `https://api.bitbucket.org/2.0/repositories/${encoded(path)}/commit/`,
    suffix: '/statuses/build',
    authorization: (token) => `Bearer ${token}`,
    headers: {},
    body: ({ state, context, description, url }) => ({
      // At most 40 characters.
      key: context.length <= 40 ? context : `dateline ${hash('sha256', context).slice(0, 31)}`,
      state: state === 'failure' ? 'FAILED' : 'SUCCESSFUL',
      name: cutFront(context, 255),
      url,
      description: cut(description, 255),
    }),
    right: 'repositories: write',
  },
};

/** The repository of an address as git takes it; null for a folder of this machine. */
export function repositoryOf(address: string): Repository | null {
  const [, shortHost, shortPath] = /^(?:[^@/:]+@)?([^/:]+):(?!\/\/)(.+)$/.exec(address) ?? [];
  if (shortHost !== undefined && shortPath !== undefined) {
    return { origin: `https://${shortHost}`, host: shortHost, path: bare(shortPath) };
  }
  if (!URL.canParse(address)) return null;
  const { protocol, origin, hostname, pathname } = new URL(address);
  if (protocol === 'file:' || hostname === '') return null;
  // The port of ssh is not that of the API.
  const isHttp = protocol === 'https:' || protocol === 'http:';
  const path = bare(decodeURIComponent(pathname));
  return { origin: isHttp ? origin : `https://${hostname}`, host: hostname, path };
}

const bare = (path: string): string => path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** GitHub refuses characters beyond the first plane of Unicode, such as emoji. */
const withinPlane = (text: string): string => text.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd');

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** Keeps the end, where line and column stand. */
function cutFront(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  return `dateline …${characters.slice(10 - most).join('')}`;
}
