/** Where the history of a content folder is that is a checkout of a git repository. */
export interface ContentHistory {
  /** A bare repository. */
  readonly gitDir: string;
  /** The branch that the site follows; empty where its name is not known. */
  readonly branch: string;
  /** The commit that the folder holds. */
  readonly commit: string;
}
