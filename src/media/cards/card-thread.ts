import { parentPort, workerData } from 'node:worker_threads';
import { readCardFonts } from './card-fonts.ts';
import type { CardAnswer, CardRequest, CardSettings } from './card-messages.ts';
import { createCardDrawer } from './share-card.ts';

const { colours } = workerData as CardSettings;
const drawer = readCardFonts().then((fonts) => createCardDrawer(fonts, colours));
// Said with the first card that is asked for.
drawer.catch(() => {});

parentPort?.on('message', async (card: CardRequest) => parentPort?.postMessage(await answer(card)));

async function answer(card: CardRequest): Promise<CardAnswer> {
  try {
    const draw = await drawer;
    return { kind: 'drawn', png: await draw(card) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
