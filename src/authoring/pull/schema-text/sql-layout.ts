import type { PerEngine } from '../../../dialects/engines.ts';
import { list, member, object, type Layout } from '../../../schema/source-text/layout.ts';
import { stringText } from '../../../schema/source-text/string-text.ts';

/** SQL for every engine, or an object of SQL for each that is named. */
export function sqlLayout(sql: PerEngine<string>): Layout {
  if (typeof sql === 'string') return sqlText(sql);
  return object(Object.entries(sql).map(([engine, text]) => member(engine, sqlText(text))));
}

export function nameList(names: readonly string[]): Layout {
  return list(names.map(stringText));
}

/** With its lines, if it has several and all of it can be seen: such a text begins behind its key. */
function sqlText(sql: string): Layout {
  const isTemplate = sql.includes('\n') && !unseen.test(sql);
  return isTemplate ? ['`', sql.replaceAll(/[\\`]|\$(?=\{)/g, '\\$&'), '`'] : stringText(sql);
}

const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?! )\p{Zs}/u;
