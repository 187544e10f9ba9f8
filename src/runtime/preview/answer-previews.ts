import { hash } from 'node:crypto';
import { previewBanner } from '../../desk/preview/preview-banner.ts';
import { previewMessage } from '../../desk/preview/preview-message.ts';
import type {
  DraftPreview,
  PreviewAnswer,
  PreviewRequest,
  PreviewView,
} from '../../desk/preview/previewer.ts';
import { readPageFacts } from '../../desk/preview/read-page-facts.ts';
import type { PreviewSymbols } from '../../desk/preview/rewrite-page.ts';
import { rewriteAnswer } from '../../desk/preview/rewrite-answer.ts';
import { storyPaths } from '../../desk/preview/story-paths.ts';
import { isSearchPath } from '../../domain/urls.ts';
import type { TextRead } from '../../ingest/read/text-folder.ts';
import type { Problem } from '../../problems/problem.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { AskSite } from './ask-in-memory.ts';
import type { KeptCopy } from './keep-copy.ts';
import type { PublishedDraft } from './publish-draft.ts';
import { readDraftText } from './read-draft.ts';
import type { StateLock } from './state-lock.ts';
import { storyFacts } from './story-facts.ts';

export interface AnswerPreviewsDeps {
  readonly copy: KeptCopy;
  readonly lock: StateLock;
  /** Asks the site that stands on the copy. */
  readonly ask: AskSite;
  /** The public origin of the site, and that of the desk. */
  readonly origin: string;
  readonly deskOrigin: string;
  readonly newsroom: NewsroomFiles;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What is true of a file outside of the copy. */
export interface NewsroomFiles {
  /** What stands in the content folder now; null for nothing. */
  read(file: string): TextRead | null;
  /** Where readers find its article at a moment, asked of what they have now; null for nowhere. */
  publicPath(file: string, now: number): string | null;
}

/** What a thread of previews answers; see Previewer. */
export interface PreviewAnswers {
  draft(file: string, bytes: Uint8Array): Promise<DraftPreview>;
  answer(request: PreviewRequest): Promise<PreviewAnswer>;
}

/** What the browser says that decides what it gets; all else is of no use to a copy that keeps nothing. */
const HANDED_ON = ['accept', 'accept-language', 'range'] as const;
/** Of a recording, so much is sent at once; players ask for the rest (RFC 9110 §14.2). */
const MOST_OF_RANGE = 4 * 1024 * 1024;

/** Prepares answering over a copy. */
export function answerPreviews(deps: AnswerPreviewsDeps): PreviewAnswers {
  const { copy, lock, ask, origin, deskOrigin, newsroom, now } = deps;
  /** What was asked for last in the state that is shown, as a page is rendered for its facts and again for its reader. */
  let pages = new Map<string, PreviewAnswer>();
  let drawings: PreviewSymbols | null = null;

  /** Runs work on the site with a draft, or as of a moment. */
  const onSite = <Result>(
    draft: TextRead | null,
    at: number | null,
    work: (published: PublishedDraft | null) => Promise<Result>,
  ): Promise<Result> => {
    const moment = (): number => Math.floor(Math.max(now(), at ?? 0));
    const text = draft === null ? '' : `${draft.file}\n${hash('sha256', draft.text ?? '')}`;
    return lock.within(
      `${copy.number()} ${at ?? ''} ${text}`,
      () => {
        pages = new Map();
        return copy.site().show(draft, moment());
      },
      async (published) => {
        copy.site().moveTo(moment());
        return work(published);
      },
    );
  };

  const askFor = async (path: string, headers: Parameters<AskSite>[1]): Promise<PreviewAnswer> => {
    const known = headers['range'] === undefined ? pages.get(path) : undefined;
    if (known !== undefined) return known;
    const answer = await ask(path, headers);
    const isPage = answer.headers['content-type']?.startsWith('text/html') === true;
    if (isPage && pages.size < 2) pages.set(path, answer);
    return answer;
  };

  /** The file of drawings that a page of the site takes some from. */
  const symbolsOf = async ({ headers, body }: PreviewAnswer): Promise<PreviewSymbols | null> => {
    if (headers['content-type']?.startsWith('text/html') !== true) return null;
    const [, path] = /<use href="(\/[^"#]+)#/.exec(Buffer.from(body).toString('utf8')) ?? [];
    if (path === undefined) return null;
    if (drawings?.path !== path) {
      const file = await ask(path, {});
      if (file.status !== 200) return null;
      drawings = { path, svg: Buffer.from(file.body).toString('utf8') };
    }
    return drawings;
  };

  const draft: PreviewAnswers['draft'] = async (file, bytes) => {
    await copy.ready(false);
    return onSite(readDraftText(file, bytes), null, async (published): Promise<DraftPreview> => {
      if (published?.kind !== 'page') return { kind: 'none', problems: published?.problems ?? [] };
      const { path, problems, record } = published;
      const answer = await askFor(path, { accept: 'text/html' });
      const html = Buffer.from(answer.body).toString('utf8');
      const site = copy.site();
      const story =
        record === null
          ? null
          : site.reader.read((catalog) => {
              const shown = catalog.resolve(path, site.moment());
              return storyFacts(record, shown.kind === 'article' ? shown.article.wordCount : 0, catalog);
            });
      return {
        kind: 'page',
        path,
        problems,
        facts: { ...readPageFacts(html, origin), url: origin + path, story },
      };
    });
  };

  /** What the draft of a view says now; null where its file is gone. */
  const textOf = ({ draft: given }: PreviewView): TextRead | 'gone' | null => {
    if (given === null) return null;
    return given.bytes === null
      ? (newsroom.read(given.file) ?? 'gone')
      : readDraftText(given.file, given.bytes);
  };

  const answer: PreviewAnswers['answer'] = async ({ path, headers, view, prefix }) => {
    const { draft: given, scope, at, until } = view;
    const livePath =
      given?.bytes === null && scope === 'story' ? newsroom.publicPath(given.file, now()) : null;
    if (livePath !== null) return redirect(origin + livePath);
    const text = textOf(view);
    if (text === 'gone')
      return previewMessage({
        status: 404,
        title: sayDesk('preview-gone-title'),
        text: sayDesk('preview-gone'),
      });
    await copy.ready(given === null);
    return onSite(text, at, async (published) => {
      if (published?.kind === 'none') return noPage(published.problems);
      const own = published?.path ?? '/';
      // The address of a preview leads to what it is about.
      if (path === '/' && own !== '/' && given !== null && scope === 'story') return redirect(prefix + own);
      const has = scope === 'site' ? () => true : storyPaths(own);
      const plain = path.replace(/[?#].*$/s, '');
      if (!has(plain)) return redirect(origin + path);
      const found = await askFor(path, handedOn(headers));
      const timeZone = copy.site().reader.read((catalog) => catalog.site().timeZone);
      return rewriteAnswer(found, {
        prefix,
        origin,
        deskOrigin,
        has,
        symbols: await symbolsOf(found),
        isFramed: until === null,
        banner: previewBanner(view, { timeZone, isSearch: isSearchPath(plain) }),
      });
    });
  };
  return { draft, answer };
}

function handedOn(headers: PreviewRequest['headers']): Record<string, string | undefined> {
  const given = Object.fromEntries(HANDED_ON.map((name) => [name, headers[name]]));
  const open = /^bytes=(\d+)-$/.exec(given['range'] ?? '');
  if (open === null) return given;
  const from = Number(open[1]);
  return { ...given, range: `bytes=${from}-${from + MOST_OF_RANGE - 1}` };
}

const redirect = (location: string): PreviewAnswer => ({
  status: 302,
  headers: {
    location,
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
  },
  body: Buffer.alloc(0),
});

function noPage(problems: readonly Problem[]): PreviewAnswer {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const told = errors.length === 0 ? problems : errors;
  return previewMessage({
    // It is shown in place of a page, and is no fault of who asks for it.
    status: 200,
    title: sayDesk('preview-none-title'),
    text: sayDesk(told.length === 0 ? 'preview-pageless' : 'preview-none'),
    lines: told.map(({ file, line, message }) => sayDesk('preview-problem', { file, line, message })),
  });
}
