import type { Site } from '../../config/site.ts';
import type { Person } from '../../accounts/person.ts';
import type { ContentWriting } from '../../writing/content-writing.ts';
import type { Previewer } from '../preview/previewer.ts';

/** A file as it was and as it is to be; null for none. */
export interface TextChange {
  readonly file: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** What saving takes. */
export interface WriteDeps {
  readonly writing: ContentWriting;
  readonly previews: Pick<Previewer, 'draft'>;
  readonly mayWrite: (person: Person, change: TextChange) => boolean;
  /** Throws DeskError while there is no catalog. */
  readonly site: () => Site;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
