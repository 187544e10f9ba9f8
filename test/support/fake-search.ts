import type { Teaser } from '../../src/catalog/store/teaser.ts';
import type {
  MarkedText,
  SearchAnswer,
  SearchHit,
  SearchRequest,
  SearchService,
} from '../../src/search/search-answer.ts';
import { sampleArticle } from './sample-site.ts';

/** A service that gives what the test says, and keeps what it was asked. */
export interface FakeSearch extends SearchService {
  readonly asked: readonly SearchRequest[];
  answer: SearchAnswer | ((request: SearchRequest) => SearchAnswer);
}

/** Makes a service that answers so until it is told otherwise. */
export function fakeSearch(answer: FakeSearch['answer']): FakeSearch {
  const asked: SearchRequest[] = [];
  const fake: FakeSearch = {
    asked,
    answer,
    search(request) {
      asked.push(request);
      return Promise.resolve(typeof fake.answer === 'function' ? fake.answer(request) : fake.answer);
    },
    close: () => Promise.resolve(),
  };
  return fake;
}

/** What was found; what is given replaces nothing at all. */
export function foundAnswer(
  given: Partial<Extract<SearchAnswer, { kind: 'found' }>> = {},
): Extract<SearchAnswer, { kind: 'found' }> {
  return {
    kind: 'found',
    hits: [],
    total: { count: given.hits?.length ?? 0, isExact: true },
    hasMore: false,
    filters: [],
    suggestion: null,
    ...given,
  };
}

/** A text whose matches stand in brackets: `Talks on [Syria] resume`. */
export function markedText(text: string): MarkedText {
  return text
    .split(/(\[[^\]]*\])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const isMatch = piece.startsWith('[');
      return { text: isMatch ? piece.slice(1, -1) : piece, isMatch };
    });
}

/** A found story; headline and snippet as for `markedText`. */
export function sampleHit(headline: string, snippet = '', given: Partial<Teaser> = {}): SearchHit {
  const title = markedText(headline);
  const { id, path, description, excerpt, section, language, published, type, image } = sampleArticle({
    title: title.map(({ text }) => text).join(''),
  });
  const teaser = { id, path, description, excerpt, section, language, published, type, image };
  return {
    teaser: { ...teaser, title: title.map(({ text }) => text).join(''), ...given },
    title,
    snippet: markedText(snippet),
  };
}
