/* Offers the words that the newsroom has: keys of front matter, sections, topics, authors, pictures. */
const LISTS = {
  section: 'sections',
  topics: 'topics',
  tags: 'topics',
  authors: 'authors',
  author: 'authors',
};
const PICTURES = /^(?:src|image)$/;

export function createCompletion(file) {
  const known = new Map();
  async function names(kind, begun) {
    const query = new URLSearchParams({ kind, begun, file });
    const key = String(query);
    if (!known.has(key)) {
      const answer = await fetch(`/complete?${query}`, { headers: { Accept: 'application/json' } }).catch(
        () => null,
      );
      if (answer === null || !answer.ok) return [];
      known.set(key, (await answer.json()).names);
    }
    return known.get(key);
  }

  /* The line of the front matter's end; none where the cursor is not in it. */
  function isInFrontMatter({ state, pos }) {
    if (/\.ya?ml$/i.test(file)) return true;
    if (!/^---\s*$/.test(state.doc.line(1).text)) return false;
    const row = state.doc.lineAt(pos).number;
    for (let line = 2; line < row; line += 1) if (/^---\s*$/.test(state.doc.line(line).text)) return false;
    return row > 1;
  }

  /* The key that a value belongs to: of its line, or of the list that it is an entry of. */
  function keyAt({ state, pos }) {
    const row = state.doc.lineAt(pos);
    const own = /^\s*-?\s*([\w.-]+):\s/.exec(row.text.slice(0, pos - row.from));
    if (own !== null) return own[1];
    for (let line = row.number; line > 1; line -= 1) {
      const above = /^([\w.-]+):/.exec(state.doc.line(line).text);
      if (above !== null) return above[1];
    }
    return null;
  }

  return async (context) => {
    const before = context.state.doc.lineAt(context.pos);
    const typed = before.text.slice(0, context.pos - before.from);
    const picture = /!\[[^\]]*\]\(([^)\s]*)$/.exec(typed);
    if (picture !== null)
      return {
        from: context.pos - picture[1].length,
        options: await names('pictures', ''),
        validFor: /^[^)\s]*$/,
      };
    if (!isInFrontMatter(context)) return null;
    const key = /^([\w.-]*)$/.exec(typed);
    if (key !== null) {
      if (!context.explicit && key[1] === '') return null;
      const options = (await names('keys', '')).map((one) => ({
        ...one,
        type: 'property',
        apply: `${one.label}: `,
      }));
      return { from: context.pos - key[1].length, options, validFor: /^[\w.-]*$/ };
    }
    const of = keyAt(context);
    const value = /(?:[:[,-]\s*|src:\s*)["']?([^,[\]:"'{}]*)$/.exec(typed)?.[1] ?? '';
    const kind =
      of !== null && PICTURES.test(of) ? 'pictures' : /src:\s*\S*$/.test(typed) ? 'pictures' : LISTS[of];
    if (kind === undefined || (!context.explicit && value === '')) return null;
    return {
      from: context.pos - value.length,
      options: await names(kind, kind === 'topics' || kind === 'authors' ? value : ''),
    };
  };
}
