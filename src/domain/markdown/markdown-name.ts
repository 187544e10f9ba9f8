/** Extensions of Markdown in the use of many programs, `mdx` with components in it; of any case. */
export const MARKDOWN_NAME = /\.(?:md|markdown|markdn|mdown|mdwn|mkdn?|mdtxt|mdtext|mdx)$/i;

/** The name or path of a Markdown file without its extension; any other name as it is. */
export const withoutMarkdownExtension = (name: string): string => name.replace(MARKDOWN_NAME, '');

/** Whether a file is Markdown with components and code of a program in it. */
export const isMdxName = (name: string): boolean => /\.mdx$/i.test(name);
