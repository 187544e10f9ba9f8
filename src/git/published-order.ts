/** A commit as far as its place in the history goes. */
export interface CommitNode {
  readonly id: string;
  readonly parents: readonly string[];
  /** First line of its message. */
  readonly subject: string;
}

/**
 * The commits up to `tip`, none before its parents, in the order in which a site that follows `branch` came to have them: what
 * a merge brings in comes right before the merge, after the line that was the branch until then. So the order up to one
 * tip of the branch is the beginning of that up to the next one, whoever fetched when. Commits that are not among those
 * given are taken to be known already. A null branch is one without a name.
 */
export function inPublishedOrder(
  commits: ReadonlyMap<string, CommitNode>,
  tip: string,
  branch: string | null,
): string[] {
  const order: string[] = [];
  const seen = new Set<string>([tip]);
  const path: { readonly node: CommitNode; readonly parents: readonly string[]; next: number }[] = [];
  const enter = (id: string): void => {
    const node = commits.get(id);
    if (node !== undefined) path.push({ node, parents: parentsInOrder(node, branch), next: 0 });
  };
  enter(tip);
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const parent = last.parents[last.next];
    last.next += 1;
    if (parent === undefined) {
      order.push(last.node.id);
      path.pop();
    } else if (!seen.has(parent)) {
      seen.add(parent);
      enter(parent);
    }
  }
  return order;
}

/**
 * The parents of a commit, that first which was the branch before. A merge button leaves it first; `git pull` merges the
 * branch into one’s own work, which is first then, and says so in the message.
 */
function parentsInOrder({ parents, subject }: CommitNode, branch: string | null): readonly string[] {
  const [own, merged, ...others] = parents;
  if (own === undefined || merged === undefined || branch === null) return parents;
  const named = /^Merge (?<remote>remote-tracking )?branch '(?<name>[^']+)'/.exec(subject)?.groups;
  const name = named?.['remote'] === undefined ? named?.['name'] : named['name']?.replace(/^[^/]*\//, '');
  return name === branch ? [merged, own, ...others] : parents;
}
