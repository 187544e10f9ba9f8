import type { AuditEntry } from '../../accounts/audit-log.ts';
import type { Person } from '../../accounts/person.ts';
import type { TokenRight } from '../../accounts/tokens.ts';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import type { ContentWriting } from '../../writing/content-writing.ts';
import type { FileToWrite } from '../may-write.ts';
import type { DeskNews } from '../news.ts';
import type { Previewer } from '../preview/previewer.ts';

/** What programs are answered with. */
export interface ApiDeps {
  /** The desk's and the site's public origins, without a trailing slash. */
  readonly origins: { readonly desk: string; readonly site: string };
  readonly doors: ApiDoors;
  readonly writing: ContentWriting;
  readonly previewer: Pick<Previewer, 'draft'>;
  readonly site: ApiSite;
  /** Milliseconds since 1970, and how long a save is waited for, in ms. */
  readonly clock: { readonly now: () => number; readonly waitMs: number };
}

export interface ApiDoors {
  readonly verify: (token: string) => Access | null;
  readonly mayWrite: (person: Person, change: FileToWrite) => boolean;
  readonly note: (entry: AuditEntry) => void;
}

/** Whose token came, and what it may do. */
export interface Access {
  readonly person: Person;
  readonly may: TokenRight;
}

export interface ApiSite {
  /** @throws DeskError while no catalog may be read. */
  readonly reader: () => CatalogReader;
  readonly news: DeskNews;
}
