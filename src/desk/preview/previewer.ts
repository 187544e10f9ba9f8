import type { Problem } from '../../problems/problem.ts';

/** A text as it is being written, saved or not. */
export interface DraftText {
  /** Path below the content folder. */
  readonly file: string;
  /** What the file would hold; null for what it holds on the disk when it is asked. */
  readonly bytes: Uint8Array | null;
}

/** Which site is shown. */
export interface PreviewView {
  /** A file that is shown as though it were published, in place of what readers have of it; null for none. */
  readonly draft: DraftText | null;
  /** All pages, or one story alone, whose links then lead to the public site. */
  readonly scope: 'site' | 'story';
  /** The moment as of which it is shown, while that lies ahead, in milliseconds since 1970; null for now. */
  readonly at: number | null;
  /** Until when its address works, in milliseconds since 1970; null where pages carry no banner, as beside the editor. */
  readonly until: number | null;
}

/** A GET of something of a preview. */
export interface PreviewRequest {
  /** Path and query below the prefix, as a browser wrote them: `/2026/12/01/slug?page=2`. */
  readonly path: string;
  /** What the browser says of itself; names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly view: PreviewView;
  /** What stands before all its paths: `/preview/TOKEN`. */
  readonly prefix: string;
}

/** An answer, ready to be sent: every header but those of the connection. */
export interface PreviewAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a text would be on the site. */
export type DraftPreview =
  | {
      readonly kind: 'page';
      /** Of the site: where the page would stand. */
      readonly path: string;
      readonly problems: readonly Problem[];
      readonly facts: DraftFacts;
    }
  /** The file cannot be published; its problems say why. */
  | { readonly kind: 'none'; readonly problems: readonly Problem[] };

/** What editors are told of a page besides the page. */
export interface DraftFacts {
  /** As the page's head has it, for search engines. */
  readonly searchTitle: string;
  readonly searchDescription: string | null;
  /** The public address that search engines will show. */
  readonly url: string;
  /** The picture that is shown where the address is shared, as a path of the site; null for none. */
  readonly card: string | null;
  /** Of an article; null for other files. */
  readonly story: StoryFacts | null;
}

/** What is known of an article; lengths are in graphemes, as readers count. */
export interface StoryFacts {
  readonly headline: string;
  readonly headlineLength: number;
  readonly standfirst: string | null;
  readonly standfirstLength: number;
  readonly words: number;
  /** Whole minutes that it takes to read. */
  readonly minutes: number;
  /** BCP 47 tag. */
  readonly language: string;
  /** Whether its own file keeps it from readers as yet. */
  readonly isDraft: boolean;
  /** Its date and its end, in milliseconds since 1970. */
  readonly publishedMs: number;
  readonly expiresMs: number | null;
  readonly picture: StoryPicture | null;
}

/** The lead picture of a story; sizes in px, null while its file is not there or cannot be read. */
export interface StoryPicture {
  readonly src: string;
  readonly alt: string | null;
  readonly credit: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** Shows what is not public, by the code that publishes, on a copy that nobody else sees. */
export interface Previewer {
  /**
   * What a text would be, as readers would see it: without what keeps it from them as yet. Nothing is written.
   * @throws PreviewError where there is no preview at all.
   */
  draft(text: { readonly file: string; readonly bytes: Uint8Array }): Promise<DraftPreview>;
  /** Answers a GET of a preview. @throws PreviewError where there is no preview at all. */
  answer(request: PreviewRequest): Promise<PreviewAnswer>;
  close(): Promise<void>;
}
