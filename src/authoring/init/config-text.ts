import { stringText } from '../../schema/source-text/string-text.ts';

export interface ConfigText {
  readonly app: string;
  readonly place: string;
  /** Of the database of schema 1, if it does not follow from the version. */
  readonly name: string | null;
}

/** The text of `ntom.config.ts`. */
export function configText({ app, place, name }: ConfigText): string {
  const [appText, placeText] = [stringText(app), stringText(place)];
  if (name === null) {
    return `import { config } from 'ntom';\n\nexport default config({ app: ${appText}, database: ${placeText} });\n`;
  }
  return [
    "import { config } from 'ntom';",
    '',
    'export default config({',
    `  app: ${appText},`,
    `  database: ${placeText},`,
    '  // The database that the application has: schema 1. It is read and never written.',
    `  ${namesText(name)},`,
    '});',
    '',
  ].join('\n');
}

/** The line of a configuration that makes a database the one of schema 1. */
export function namesText(name: string): string {
  return `names: { 1: ${stringText(name)} }`;
}
