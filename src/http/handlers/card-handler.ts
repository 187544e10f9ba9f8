import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { HeaderList } from '../../cache/page-entry.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { CardError, type CardMaker } from '../../media/cards/card-maker.ts';
import { parseCardPath } from '../../media/cards/card-url.ts';
import type { VariantStore } from '../../media/variants/variant-store.ts';
import { articleCardPath, articleCardText } from '../../pages/frame/share-image.ts';
import { clientKey } from '../middleware/limit-rate.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { sendStored } from '../send/send-stored.ts';
import { atMomentOf, findLiveArticle, type SiteDeps } from '../site-deps.ts';
import { toldFaults } from './told-faults.ts';

export interface CardDeps {
  readonly variants: VariantStore;
  /** Headers by which caches in front know what a surrogate key means; none by default. */
  readonly tags?: ((key: string) => HeaderList) | undefined;
  readonly cards: CardMaker;
  readonly log: Pick<Logger, 'warn'>;
}

/** Another card may be due by the next request. */
const FOUND = { status: 302 } as const;

/**
 * Serves `/cards/…`: what an article without a picture is shared with. An older card's URL leads to the
 * present one; a text that no card can be made of, to the site's own card; a path without article goes on.
 */
export function createCardHandler(
  deps: SiteDeps,
  { variants, cards, tags = () => [], log }: CardDeps,
): RequestHandler {
  const isNewFault = toldFaults();
  const siteCard = deps.looks.assets.url('icons/share.png');
  return async (request, response, next) => {
    const asked = parseCardPath(request.path);
    if (asked === null) return next();
    const card = atMomentOf(deps, asked.articlePath, (context) => {
      const article = findLiveArticle(context, asked.articlePath);
      if (article === null) return null;
      const { id } = article;
      return { id, url: articleCardPath(context, article), text: articleCardText(context, article) };
    });
    if (card === null) return next();
    if (card.url !== request.path) return sendRedirect(response, card.url ?? siteCard, FOUND);
    const name = `${asked.hash}-card.png`;
    const read = (signal: AbortSignal) => {
      const asker = { lane: 'cards', client: clientKey(request.ip), signal } as const;
      return variants.read(name, () => cards.make(card.text), asker);
    };
    try {
      // Caches that keep it for a year let go of it when the article has another.
      const headers = tags(articleKey(card.id));
      await sendStored(request, response, { name, contentType: 'image/png', read, headers });
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      if (isNewFault(request.path))
        log.warn(
          { err: error, url: asked.articlePath },
          'a share card cannot be made; the site’s own is shown',
        );
      sendRedirect(response, siteCard, FOUND);
    }
  };
}
