import { fileURLToPath } from 'node:url';
import type { CallExpression, Expression, Node, PropertyAccessExpression } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import { API, type Checker, type Project, type Type } from 'typescript/unstable/sync';

/** A place of `src` that writes to the log, or makes a logger whose lines all have some fields. */
export interface LogCall {
  /** The folder of `src` in which it stands. */
  readonly room: string;
  /** `child` for a logger, `fault` for what a fault that lasts is told with. */
  readonly level: string;
  /** As far as they are written there, an ellipsis in the place of what differs; empty for a logger. */
  readonly messages: readonly string[];
  readonly fields: readonly string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FAULT_LEVEL = /level: '(\w+)'/;

/** Reads all of them by the types that the compiler knows, so that fields are found wherever the object was made. */
export function readLogCalls(): LogCall[] {
  const api = new API({ cwd: ROOT });
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${ROOT}tsconfig.json`] }).getProjects();
    if (project === undefined) throw new Error('the compiler opened no project');
    const names = project.program.getSourceFileNames().filter((name) => name.startsWith(`${ROOT}src/`));
    return names.flatMap((name) => readFile(name, project));
  } finally {
    api.close();
  }
}

function readFile(name: string, project: Project): LogCall[] {
  const file = project.program.getSourceFile(name);
  if (file === undefined || !/\b(?:log|Log|fault|Fault|quiet)\b/.test(file.text)) return [];
  const room = name.slice(`${ROOT}src/`.length).split('/')[0] ?? '';
  const calls: CallExpression[] = [];
  const visit = (node: Node): void => {
    if (is.isCallExpression(node)) calls.push(node);
    node.forEachChild(visit);
  };
  visit(file);
  return calls.flatMap((call) => readCall(call, project).map((found) => ({ room, ...found })));
}

function readCall(call: CallExpression, project: Project): Omit<LogCall, 'room'>[] {
  const { checker } = project;
  const [first, second] = call.arguments;
  const { expression: called } = call;
  if (is.isIdentifier(called) && called.text === 'lastingFault') return readFault(call, project);
  if (!is.isPropertyAccessExpression(called) && !is.isElementAccessExpression(called)) return [];
  const isAccess = is.isPropertyAccessExpression(called);
  if (isAccess && !METHODS.has(called.name.text)) return [];
  if (isAccess && called.name.text === 'met') {
    if (second === undefined || nameOf(called, checker) !== 'LastingFault') return [];
    return [{ level: 'fault', messages: [], fields: fieldsOf(second, checker) }];
  }
  if (isAccess && called.name.text === 'child') {
    if (first === undefined || !/Logger/.test(nameOf(called, checker))) return [];
    return [{ level: 'child', messages: [], fields: fieldsOf(first, checker) }];
  }
  if (!isLogFunction(checker.getTypeAtLocation(called)) || first === undefined) return [];
  const isMessageAlone =
    checker.typeToString(checker.getTypeAtLocation(first) as Type) === 'string' || isText(first);
  const message = isMessageAlone ? first : second;
  const fields = isMessageAlone ? [] : fieldsOf(first, checker);
  const level = isAccess ? called.name.text : levelsOf(called.argumentExpression, checker);
  return [{ level, messages: message === undefined ? [] : textsOf(message, project), fields }];
}

const METHODS: ReadonlySet<string> = new Set([
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
  'child',
  'met',
]);

/** A fault that lasts has a line at its beginning, with the error, and one at its end. */
function readFault(call: CallExpression, project: Project): Omit<LogCall, 'room'>[] {
  const given = call.arguments[1];
  if (given === undefined || !is.isObjectLiteralExpression(given))
    throw new Error('lastingFault wants its lines here');
  const textOf = (name: string): readonly string[] => {
    const found = given.properties.find((one) => is.isPropertyAssignment(one) && one.name.getText() === name);
    return found !== undefined && is.isPropertyAssignment(found)
      ? textsOf(found.initializer, project)
      : ['…'];
  };
  const level = FAULT_LEVEL.exec(given.getText())?.[1] ?? 'by case';
  return [
    { level, messages: textOf('begun'), fields: ['err'] },
    { level: 'info', messages: textOf('over'), fields: [] },
  ];
}

/** Which levels an expression may mean; `by case` where that is any. */
function levelsOf(node: Node, checker: Checker): string {
  const words = checker.typeToString(checker.getTypeAtLocation(node) as Type).match(/\w+/g) ?? [];
  return words.every((word) => METHODS.has(word)) ? words.sort().join(', ') : 'by case';
}

const isText = (node: Expression): boolean =>
  is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node) || is.isTemplateExpression(node);

const nameOf = (access: PropertyAccessExpression, checker: Checker): string =>
  checker.typeToString(checker.getTypeAtLocation(access.expression) as Type);

function isLogFunction(type: Type | undefined): boolean {
  if (type === undefined) return false;
  if (type.isUnionType()) return type.getTypes().some(isLogFunction);
  return type.getSymbol()?.name === 'LogFn';
}

/** @throws Error where the type does not tell, as then no list could be whole. */
function fieldsOf(node: Node, checker: Checker): string[] {
  const type = checker.getTypeAtLocation(node);
  if (type === undefined) throw new Error(`no type: ${node.getText()}`);
  if (checker.getIndexInfosOfType(type).length > 0 || /^(?:any|unknown)$/.test(checker.typeToString(type)))
    throw new Error(`the fields of a line of the log must be known by their type: ${node.getText()}`);
  const parts = type.isUnionType() ? type.getTypes() : [type];
  const names = parts.flatMap((part) => checker.getPropertiesOfType(part).map(({ name }) => name));
  return [...new Set(names)].sort();
}

/** What a message may be: each of the texts between which a condition chooses. */
function textsOf(node: Expression, project: Project): string[] {
  if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (is.isParenthesizedExpression(node)) return textsOf(node.expression, project);
  if (is.isConditionalExpression(node))
    return [...textsOf(node.whenTrue, project), ...textsOf(node.whenFalse, project)];
  if (is.isBinaryExpression(node) && node.operatorToken.getText() === '+')
    return [`${textsOf(node.left, project)[0]}${textsOf(node.right, project)[0]}`];
  if (is.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(
      (span) => `${textsOf(span.expression, project)[0]}${span.literal.text}`,
    );
    return [`${node.head.text}${spans.join('')}`];
  }
  if (is.isIdentifier(node)) {
    const declared = project.checker.getSymbolAtLocation(node)?.valueDeclaration?.resolve(project);
    if (declared !== undefined && is.isVariableDeclaration(declared) && declared.initializer !== undefined)
      return textsOf(declared.initializer, project);
  }
  return ['…'];
}
