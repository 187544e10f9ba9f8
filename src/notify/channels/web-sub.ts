import { type Channel, isPassing, isRedirect, isSuccess, type Verdict } from '../channel.ts';

/** How long further changes of a feed are gathered before the hub is sent to fetch it. */
const GATHER_MS = 5000;

/**
 * Tells a WebSub hub that a feed changed, in the form that hubs have in common: `hub.mode=publish` and
 * `hub.url` (PubSubHubbub 0.3 §7.1; W3C WebSub leaves it to the hub). The topics of messages are absolute URLs.
 */
export function webSubChannel(hub: string): Channel {
  return {
    channel: 'web-sub',
    target: hub,
    gatherMs: GATHER_MS,
    batchSize: 1,
    build: (messages) => ({
      url: hub,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': messages[0]?.topic ?? '' }).toString(),
      messages: messages.slice(0, 1),
    }),
    classify,
  };
}

function classify(status: number): Verdict {
  if (isSuccess(status)) return { kind: 'delivered' };
  if (isPassing(status)) return { kind: 'retry', reason: `the hub answers ${status}` };
  if (isRedirect(status)) {
    return {
      kind: 'mistake',
      reason: `the hub answers with a redirect (${status}). Set WEBSUB_HUBS to the address it leads to`,
    };
  }
  return {
    kind: 'mistake',
    reason: `the hub refuses (${status}). Check that WEBSUB_HUBS names a hub that anyone may publish to, and that SITE_URL can be reached from outside`,
  };
}
