/** One group of robots.txt (RFC 9309 §2.1): whom it is for, and its rules. */
export interface RobotsGroup {
  readonly agents: readonly string[];
  readonly rules: readonly { readonly isAllowed: boolean; readonly path: string }[];
}

/** Reads robots.txt as RFC 9309 §2.2 has it: lines that are no rules neither begin a group nor end one. */
export function readRobots(text: string): {
  readonly groups: readonly RobotsGroup[];
  /** Lines that the RFC leaves to others, in order. */
  readonly others: readonly string[];
} {
  const groups: { agents: string[]; rules: { isAllowed: boolean; path: string }[] }[] = [];
  const others: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] =
      /^[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#]*?)[ \t]*(?:#.*)?$/.exec(line) ?? [];
    const last = groups.at(-1);
    if (name === '') continue;
    if (/^user-agent$/i.test(name)) {
      if (last === undefined || last.rules.length > 0)
        groups.push({ agents: [value.toLowerCase()], rules: [] });
      else last.agents.push(value.toLowerCase());
    } else if (/^(?:dis)?allow$/i.test(name)) {
      last?.rules.push({ isAllowed: /^allow$/i.test(name), path: value });
    } else others.push(line);
  }
  return { groups, others };
}

/** Whether a crawler may fetch a path: the longest rule that matches decides, and of two the one that allows (§2.2.2). */
export function isAllowed(text: string, agent: string, path: string): boolean {
  const { groups } = readRobots(text);
  const own = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const rules = (own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))).flatMap(
    (group) => group.rules,
  );
  const matching = rules
    .filter((rule) => rule.path !== '' && matches(rule.path, path))
    .sort((a, b) => b.path.length - a.path.length || Number(b.isAllowed) - Number(a.isAllowed));
  return matching[0]?.isAllowed ?? true;
}

/** `*` is any run of characters, `$` the end (§2.2.3). */
function matches(pattern: string, path: string): boolean {
  const end = pattern.endsWith('$');
  const parts = (end ? pattern.slice(0, -1) : pattern).split('*').map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join('.*')}${end ? '$' : ''}`).test(path);
}
