import type { Request, Response } from 'express';
import type { Person } from '../../accounts/person.ts';
import type { ShowDesk } from '../desk-frame.ts';
import type { RenderDesk } from '../desk-renderer.ts';
import type { Presence } from '../presence/presence.ts';
import type { TextNote } from './describe-text.ts';
import type { WriteDeps } from './write-deps.ts';

/** What the pages of writing take. */
export interface WriteRoutesDeps {
  readonly write: WriteDeps;
  readonly pages: WritePages;
  readonly people: WritePeople;
  readonly presence: Presence;
  /** What is said of a text besides its problems. */
  readonly lint: (file: string, text: string) => Promise<readonly TextNote[]>;
  /** What can be offered while somebody types. */
  readonly offers: WriteOffers;
}

export interface WritePages {
  readonly show: ShowDesk;
  readonly part: RenderDesk['part'];
  /** The import map of the editor. */
  readonly modulesJson: string;
  /** Where a text that is not saved is shown to this person alone, as the site would show it. */
  readonly frameOf: (person: Person, draft: FramedDraft) => string;
  /** Lays out the file of a new article by its day and slug. */
  readonly place: (day: string, slug: string) => string;
}

export interface FramedDraft {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The path of its page on the site. */
  readonly path: string;
}

export interface WritePeople {
  /** Who is signed in. @throws DeskError for nobody. */
  readonly personOf: (response: Response) => Person;
  /** Lets a form with files through that carries the word of the session. @throws DeskError for any other. */
  readonly assertCsrf: (response: Response, field: string | undefined) => void;
  /** Writes into the audit log. */
  readonly note: (request: Request, person: Person, act: string, file: string) => void;
}

/** Names that begin as somebody typed, the likeliest first. */
export interface WriteOffers {
  topics(begun: string): readonly string[];
  authors(begun: string): readonly string[];
}
