// Tells the webhook of its first argument, with the outbox in the folder of its second, of two publishes.
import { pino } from 'pino';
import { startNotify } from '../../src/notify/start-notify.ts';
import { NO_NEWS } from './no-news.ts';

const [, , url = '', dataDir = ''] = process.argv;
const notify = startNotify({
  settings: {
    indexNowKey: null,
    webSubHubs: [],
    webhookUrls: [url],
    webhookSecret: 'a secret of twenty-four bytes',
    commitStatuses: null,
    news: NO_NEWS,
  },
  part: { isTeller: true, notes: null, report: { channels() {}, gaveUp() {} } },
  origin: 'http://localhost:3000',
  dataDir,
  catalog: { version: 0, isNew: true },
  now: Date.now,
  log: pino({ level: 'silent' }),
});
for (const [nth, key] of ['site', 'partners'].entries()) {
  notify?.tell({ version: nth + 1, changes: [], keys: new Set([key]), feeds: [], cause: null });
}
