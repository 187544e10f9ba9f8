/** Largest file of the content folder that is read, in bytes. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** How many folders deep `articles` and `pages` are searched. */
export const MAX_FOLDER_DEPTH = 16;

/** How many folders deep a folder lies in the top folder that its path begins with: 1 for `articles/2016`. */
export const folderDepth = (folder: string): number => folder.split('/').length - 1;
