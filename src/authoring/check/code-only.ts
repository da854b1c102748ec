/**
 * TypeScript with blanks for comments, for what is in quotes, for the texts of templates and for regular expressions. Everything else is
 * where it was. The quotes stay, so that a text is not taken for nothing.
 */
export function codeOnly(source: string): string {
  const braces: number[] = [];
  let code = '';
  while (code.length < source.length) {
    const length = lengthOfText(source, code, braces);
    code += length > 0 ? blank(source.slice(code.length, code.length + length)) : nextCharacter(source, code, braces);
  }
  return code;
}

/** `braces`: for each open template, how many braces are open in its present expression. */
function nextCharacter(source: string, code: string, braces: number[]): string {
  const character = source[code.length] ?? '';
  const innermost = braces.length - 1;
  if (character === '{' && innermost >= 0) braces[innermost] = (braces[innermost] ?? 0) + 1;
  if (character === '}' && innermost >= 0) braces[innermost] = (braces[innermost] ?? 0) - 1;
  return character;
}

const skipped = [/\/\/[^\n]*/y, /\/\*[\s\S]*?(?:\*\/|$)/y, /'(?:[^'\\\n]|\\[\s\S])*'?/y, /"(?:[^"\\\n]|\\[\s\S])*"?/y];
const template = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{|$)/y;
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** How long what is no code is that begins here; 0: code begins here. */
function lengthOfText(source: string, code: string, braces: number[]): number {
  const at = code.length;
  for (const pattern of skipped) {
    const length = matchAt(pattern, source, at).length;
    if (length > 0) return length;
  }
  const ends = source[at] === '}' && braces.at(-1) === 0;
  if (source[at] === '`' || ends) {
    const text = matchAt(template, source, at);
    if (ends) braces.pop();
    if (text.endsWith('${')) braces.push(0);
    return text.length;
  }
  return source[at] === '/' && beginsExpression(code) ? matchAt(regularExpression, source, at).length : 0;
}

function matchAt(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}

/** Whether an expression can begin here: a slash divides what is before it otherwise. */
function beginsExpression(code: string): boolean {
  const before = code.trimEnd();
  return (
    before === '' ||
    /(?:[-(,=:[!&|?{};+*%^~<>]|\b(?:return|typeof|case|in|of|delete|void|instanceof|new|throw|await|yield|else|do))$/.test(
      before,
    )
  );
}

/** A text keeps its quotes. */
function blank(text: string): string {
  const isText = /^['"`]/.test(text) && text.length > 1;
  const inner = (isText ? text.slice(1, -1) : text).replaceAll(/[^\n]/g, ' ');
  return isText ? `${text[0]}${inner}${text.at(-1) === text[0] ? text[0] : ' '}` : inner;
}
