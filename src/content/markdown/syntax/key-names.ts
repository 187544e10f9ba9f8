/** Keys by the names that PyMdown has for them, and what is on them. */
const KEYS: Readonly<Record<string, string>> = {
  alt: 'Alt',
  option: 'Option',
  ctrl: 'Ctrl',
  control: 'Ctrl',
  cmd: 'Cmd',
  command: 'Cmd',
  meta: 'Meta',
  win: 'Win',
  windows: 'Win',
  shift: 'Shift',
  fn: 'Fn',
  'caps-lock': 'Caps Lock',
  esc: 'Esc',
  escape: 'Esc',
  tab: 'Tab',
  enter: 'Enter',
  return: 'Return',
  space: 'Space',
  spacebar: 'Space',
  backspace: 'Backspace',
  del: 'Del',
  delete: 'Del',
  ins: 'Ins',
  insert: 'Ins',
  home: 'Home',
  end: 'End',
  'page-up': 'Page Up',
  'page-down': 'Page Down',
  up: '↑',
  'arrow-up': '↑',
  down: '↓',
  'arrow-down': '↓',
  left: '←',
  'arrow-left': '←',
  right: '→',
  'arrow-right': '→',
  'print-screen': 'Print Screen',
  plus: '+',
  minus: '-',
  comma: ',',
  period: '.',
  slash: '/',
};

/** What `ctrl+alt+del` means: keys that are pressed together; null where a part is the name of none. */
export function keysOf(text: string): string | null {
  if (!/^[a-z0-9-]{1,15}(?:\+[a-z0-9-]{1,15}){0,4}$/.test(text)) return null;
  const keys = text.split('+').map((name) => {
    if (/^(?:[a-z0-9]|f\d{1,2})$/.test(name)) return name.toUpperCase();
    return Object.hasOwn(KEYS, name) ? (KEYS[name] ?? null) : null;
  });
  return keys.every((key) => key !== null) ? keys.join('+') : null;
}
