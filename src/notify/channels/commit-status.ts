import { type Channel, isPassing, isRedirect, isSuccess, type Verdict } from '../channel.ts';
import type { CommitStatus } from '../describe-commit.ts';
import { type Repository, STATUS_APIS, type StatusApi, type StatusHost } from './git-hosts/status-api.ts';

/**
 * Sets statuses of commits at the git host that content comes from, one request each, as hosts have no other. The bodies of messages
 * are CommitStatus as JSON.
 */
export function commitStatusChannel(host: StatusHost, repository: Repository, token: string): Channel {
  const api = STATUS_APIS[host];
  const target = api.base(repository);
  return {
    channel: 'commit-status',
    target,
    gatherMs: 0,
    batchSize: 1,
    build(messages) {
      const status = JSON.parse(messages[0]?.body ?? '{}') as CommitStatus;
      return {
        url: `${target}${status.commit}${api.suffix}`,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...api.headers,
          authorization: api.authorization(token),
        },
        body: JSON.stringify(api.body(status)),
        messages: messages.slice(0, 1),
      };
    },
    classify: (status, retryAfter) => classify(api, status, retryAfter),
  };
}

function classify({ name, right }: StatusApi, status: number, retryAfter: string | null): Verdict {
  if (isSuccess(status)) return { kind: 'delivered' };
  // GitHub asks to slow down by 403 as well.
  if (isPassing(status) || (status === 403 && retryAfter !== null)) {
    return { kind: 'retry', reason: `${name} takes no commit status now (${status})` };
  }
  if (status === 401 || status === 403) {
    return {
      kind: 'stop',
      reason:
        `${name} does not let the token set commit statuses (${status}); none is set until the next start. Give ` +
        `CONTENT_GIT_TOKEN a token that has ${right}, or set CONTENT_GIT_HOST=none`,
    };
  }
  if (status === 404) {
    return {
      kind: 'mistake',
      reason:
        `${name} does not find the repository or the commit (404). Check that CONTENT_GIT_TOKEN may see the ` +
        `repository and has ${right}; CONTENT_GIT_HOST=none sets no statuses`,
    };
  }
  if (isRedirect(status)) {
    return {
      kind: 'mistake',
      reason: `${name} answers with a redirect (${status}). Set CONTENT_GIT to the address that the repository has now`,
    };
  }
  return {
    kind: 'mistake',
    reason: `${name} does not take the commit status (${status}); it may have it already, or know the commit no more. Check CONTENT_GIT_HOST`,
  };
}
