/* CodeMirror over the text field, which stays the field of the form: what is typed goes into it at once. */
import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yaml, yamlFrontmatter } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  WidgetType,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { leastChange } from 'desk/join-texts.js';

const letters = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  {
    tag: [tags.propertyName, tags.meta, tags.processingInstruction, tags.comment],
    color: 'var(--color-muted)',
  },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: [tags.link, tags.url], textDecoration: 'underline', textDecorationColor: 'var(--color-muted)' },
  { tag: tags.quote, color: 'var(--color-muted)' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, background: 'var(--color-mat)' },
]);

const look = EditorView.theme({
  '&': { fontSize: 'var(--size-small)' },
  '&.cm-focused': { outline: '3px solid var(--color-accent)', outlineOffset: '2px' },
  '.cm-scroller': { fontFamily: 'var(--font-source)', lineHeight: '1.75', overflow: 'visible' },
  '.cm-content': { caretColor: 'var(--color-ink)', paddingBlock: '0.5rem', minBlockSize: '18rem' },
  '.cm-gutters': { background: 'transparent', color: 'var(--color-muted)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': {
    background: 'color-mix(in srgb, var(--color-mat) 70%, transparent)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'light-dark(#cfe0f3, #2c4058)',
  },
  '.cm-cursor': { borderInlineStartColor: 'var(--color-ink)' },
  '.cm-panels, .cm-tooltip': {
    background: 'var(--color-paper)',
    color: 'var(--color-ink)',
    border: '1px solid var(--color-rule)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--color-ink)',
    color: 'var(--color-paper)',
  },
  '.cm-textfield, .cm-button': {
    background: 'var(--color-paper)',
    color: 'inherit',
    backgroundImage: 'none',
  },
  '.cm-searchMatch': { background: 'light-dark(#f3e3a9, #5a4a12)' },
  '.cm-diagnostic': { borderInlineStart: '3px solid var(--color-accent)', borderLeft: '0' },
});

/* What is wrong with a line stands below it. */
class ProblemBox extends WidgetType {
  constructor(problem, word, mend) {
    super();
    this.problem = problem;
    this.word = word;
    this.mend = mend;
  }
  eq({ problem }) {
    return problem.message === this.problem.message && problem.hint === this.problem.hint;
  }
  toDOM(view) {
    const { severity, message, hint, fix } = this.problem;
    const box = document.createElement('div');
    box.classList.add('problem-box', `problem-box--${severity}`);
    const what = document.createElement('b');
    what.textContent = message;
    box.append(what, ` ${hint}`);
    if (fix !== undefined) {
      const button = document.createElement('button');
      button.type = 'button';
      button.classList.add('button', 'button--quiet');
      button.textContent = this.word;
      button.addEventListener('click', () => this.mend(view, this.problem));
      box.append(' ', button);
    }
    // Editors measure what is inside of a block, not the margins around it.
    const block = document.createElement('div');
    block.classList.add('problem-block');
    block.append(box);
    return block;
  }
  ignoreEvent() {
    return true;
  }
}

const setBoxes = StateEffect.define();
const boxes = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setBoxes)) return effect.value;
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const MOST_BOXES = 30;

export function createEditor(field, mount, { nonce, words, complete, onChange, onFiles, isReadOnly }) {
  const isYaml = /\.ya?ml$/i.test(words.file);
  const language = isYaml ? yaml() : yamlFrontmatter({ content: markdown({ base: markdownLanguage }) });
  const view = new EditorView({
    parent: mount,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        EditorView.cspNonce.of(nonce),
        lineNumbers(),
        lintGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        dropCursor(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorState.readOnly.of(isReadOnly),
        autocompletion({ override: [complete] }),
        syntaxHighlighting(letters),
        language,
        boxes,
        look,
        keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': words.label,
          'aria-describedby': 'text-help',
          spellcheck: 'true',
          autocorrect: 'on',
          lang: words.language,
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          field.value = update.state.doc.toString();
          onChange();
        }),
        EditorView.domEventHandlers({
          drop(event, editor) {
            const files = [...(event.dataTransfer?.files ?? [])];
            if (files.length === 0) return false;
            event.preventDefault();
            const at =
              editor.posAtCoords({ x: event.clientX, y: event.clientY }) ?? editor.state.selection.main.head;
            editor.dispatch({ selection: { anchor: at } });
            onFiles(files);
            return true;
          },
          paste(event) {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return false;
            event.preventDefault();
            onFiles(files);
            return true;
          },
        }),
      ],
    }),
  });

  const placeOf = ({ line, column }) => {
    const { doc } = view.state;
    const row = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return { row, at: Math.min(row.from + column - 1, row.to) };
  };
  function mend(editor, problem) {
    const { at } = placeOf(problem);
    const { old, repaired } = problem.fix;
    if (editor.state.sliceDoc(at, at + old.length) !== old) return;
    editor.dispatch({ changes: { from: at, to: at + old.length, insert: repaired }, userEvent: 'input.fix' });
    editor.focus();
  }

  field.hidden = true;
  mount.hidden = false;
  return {
    text: () => view.state.doc.toString(),
    replace(text) {
      const now = view.state.doc.toString();
      if (now !== text) view.dispatch({ changes: leastChange(now, text) });
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
      view.focus();
    },
    showProblems(problems) {
      const diagnostics = problems.map((problem) => {
        const { row, at } = placeOf(problem);
        const word = /^\S+/.exec(view.state.sliceDoc(at, row.to))?.[0].length ?? 0;
        return {
          from: at,
          to: Math.min(row.to, at + Math.max(word, problem.fix?.old.length ?? 0)),
          severity: problem.severity,
          message: `${problem.message} ${problem.hint}`,
        };
      });
      const shown = problems
        .slice(0, MOST_BOXES)
        .map((problem) =>
          Decoration.widget({ widget: new ProblemBox(problem, words.fix, mend), block: true, side: 1 }).range(
            placeOf(problem).row.to,
          ),
        );
      view.dispatch(setDiagnostics(view.state, diagnostics));
      view.dispatch({ effects: setBoxes.of(Decoration.set(shown, true)) });
    },
    goTo(line) {
      const { row } = placeOf({ line, column: 1 });
      view.dispatch({
        selection: { anchor: row.from },
        effects: EditorView.scrollIntoView(row.from, { y: 'center' }),
      });
      view.focus();
    },
    focus: () => view.focus(),
  };
}
