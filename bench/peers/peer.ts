import type { Outline } from '../archive/archive.ts';
import type { ChildOptions } from '../lib/child.ts';

/** A folder in which peers find the same articles as Dateline, below `content/articles`. */
export interface PeerSite {
  readonly folder: string;
}

/** Another program that turns Markdown files into a site. */
export interface Peer {
  /** With its version, such as `hugo 0.111.3`. */
  readonly name: string;
  /** Writes its settings and templates into the folder. */
  readonly prepare: (site: PeerSite) => void;
  /** Builds the whole site once, into `folder/public-NAME`. */
  readonly build: (site: PeerSite) => ChildOptions;
  /** Builds, serves on a port and takes up changes; one entry for each way of doing so. */
  readonly servers: readonly PeerServer[];
}

export interface PeerServer {
  /** What one would type. */
  readonly name: string;
  readonly start: (site: PeerSite, port: number) => ChildOptions;
}

/** Where both peers serve an article: `/2016/07/some-words-1a/`. */
export function peerPath({ file }: Outline): string {
  return `${file.replace(/^articles/, '').replace(/\.md$/, '')}/`;
}
