/** Languages of highlight.js that are known here, by the names of its modules, each with what else it is called. */
const NAMES: Readonly<Record<string, string>> = {
  apache: 'apacheconf htaccess',
  bash: 'sh shell zsh ksh fish',
  c: 'h',
  clojure: 'clj cljs edn',
  cpp: 'c++ cc cxx hpp h++ arduino',
  csharp: 'cs c#',
  css: 'postcss',
  dart: '',
  diff: 'patch',
  dockerfile: 'docker containerfile',
  elixir: 'ex exs',
  erlang: 'erl',
  fortran: 'f90 f95',
  fsharp: 'fs f#',
  go: 'golang',
  graphql: 'gql',
  handlebars: 'hbs',
  haskell: 'hs',
  http: 'https',
  ini: 'toml cfg conf properties dotenv env editorconfig',
  java: '',
  javascript: 'js jsx mjs cjs node',
  json: 'jsonc json5 jsonl geojson webmanifest',
  julia: 'jl',
  kotlin: 'kt kts',
  latex: 'tex',
  less: '',
  lisp: 'elisp emacs-lisp common-lisp',
  lua: '',
  makefile: 'make mk',
  markdown: 'md mkd mdx',
  matlab: 'octave',
  nginx: 'nginxconf',
  nix: 'nixos',
  objectivec: 'objc objective-c obj-c',
  ocaml: 'ml',
  perl: 'pl pm',
  pgsql: 'postgres postgresql plpgsql',
  php: 'php3 php4 php5 php7 php8',
  powershell: 'ps ps1 pwsh',
  python: 'py py3 python3 gyp ipython sage',
  'python-repl': 'pycon',
  r: 'rlang rscript',
  ruby: 'rb gemspec podspec irb rake',
  rust: 'rs',
  scala: 'sbt',
  scss: 'sass',
  shell: 'console shell-session shellsession sh-session bash-session terminal',
  sql: 'mysql sqlite mssql tsql plsql',
  swift: '',
  typescript: 'ts tsx mts cts',
  vbnet: 'vb visual-basic',
  vim: 'viml vimscript',
  wasm: 'wat',
  x86asm: 'asm nasm assembly',
  xml: 'html xhtml svg rss atom plist vue svelte astro htm',
  yaml: 'yml',
};

const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([name, others]) =>
    [name, ...others.split(' ').filter((other) => other !== '')].map((one) => [one, name] as const),
  ),
);

/** The module of highlight.js that knows a language by the name that an editor gives it; null for none. */
export const languageModule = (name: string): string | null => BY_NAME.get(name.toLowerCase()) ?? null;

/** Languages that stand within others and are coloured there, as styles are in HTML. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  dockerfile: ['bash'],
  handlebars: ['xml'],
  javascript: ['xml'],
  markdown: ['xml'],
  'python-repl': ['python'],
  shell: ['bash'],
  typescript: ['xml'],
  xml: ['css', 'javascript'],
};

/** The modules that colour a language: its own, and those of the languages within it. */
export const modulesFor = (language: string): readonly string[] => [language, ...(WITHIN[language] ?? [])];
