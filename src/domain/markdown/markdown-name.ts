/** Extensions of Markdown in the use of many programs, `mdx` with components in it; of any case. */
export const MARKDOWN_NAME = /\.(?:md|markdown|markdn|mdown|mdwn|mkdn?|mdtxt|mdtext|mdx)$/i;

/** The name or path of a Markdown file without its extension; any other name as it is. */
export const withoutMarkdownExtension = (name: string): string => name.replace(MARKDOWN_NAME, '');

/** Whether a file is Markdown with components and code of a program in it. */
export const isMdxName = (name: string): boolean => /\.mdx$/i.test(name);

/** What systems call the text of a folder which is a story: Hugo and Gatsby, and templates of Grav. */
const FOLDER_STORY = /^(?:index|item|post|article|blog[-_]item|default)$/i;
/** What stands for its folder in links, and is no story of the folder’s name: pages of sections, and what GitHub shows. */
const FOLDER_PAGE = /^(?:_index|readme)$/i;

/** Whether a name without its extension is that of a story which has the name of its folder. */
export const isFolderStory = (stem: string): boolean => FOLDER_STORY.test(stem);

/** Whether a name without its extension is that of a text by which links mean its folder. */
export const isFolderText = (stem: string): boolean => FOLDER_STORY.test(stem) || FOLDER_PAGE.test(stem);
