/* The text field itself, with what the page asks of an editor: also what stays where the other could not be loaded. */
export function createPlainEditor(field, { onChange }) {
  field.addEventListener('input', onChange);
  return {
    text: () => field.value,
    /* Puts in another text; what is typed since `from` was read stays where both can be. */
    replace(text) {
      if (field.value === text) return;
      const { selectionStart, scrollTop } = field;
      field.value = text;
      field.setSelectionRange(selectionStart, selectionStart);
      field.scrollTop = scrollTop;
    },
    insert(text) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
      onChange();
    },
    showProblems() {},
    goTo(line) {
      const before = field.value.split('\n').slice(0, line - 1);
      const at = before.join('\n').length + (before.length > 0 ? 1 : 0);
      field.focus();
      field.setSelectionRange(at, at);
    },
    focus: () => field.focus(),
  };
}
