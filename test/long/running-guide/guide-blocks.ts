/** A block of commands of a guide. */
export interface GuideBlock {
  /** The heading above it. */
  readonly heading: string;
  readonly shell: string;
  /** Why it is not tried, where a comment `<!-- Not in a chroot: … -->` before it says so. */
  readonly why: string | null;
}

const PART =
  /^## (?<heading>.+)$|(?:^<!-- Not in a chroot: (?<why>.+) -->\n)?^```sh\n(?<shell>[\s\S]*?)^```$/gm;

/** The `sh` blocks of a Markdown guide, in their order. */
export function guideBlocks(markdown: string): readonly GuideBlock[] {
  let heading = 'Beginning';
  const blocks: GuideBlock[] = [];
  for (const { groups = {} } of markdown.matchAll(PART)) {
    heading = groups['heading'] ?? heading;
    if (groups['shell'] === undefined) continue;
    blocks.push({ heading, shell: groups['shell'], why: groups['why'] ?? null });
  }
  return blocks;
}
