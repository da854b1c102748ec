import type { Dialect } from '../dialect.ts';
import type { MemoryDatabases } from '../memory.ts';
import { capabilities } from './capabilities.ts';
import { changeBetween } from './change-token.ts';
import { copies } from './copies.ts';
import { diagnose } from './diagnose.ts';
import { openEmpty } from './empty-database.ts';
import { leftoversAt, removeLeftovers } from './leftovers.ts';
import { locate, locateNamed, locationFrom, sqliteLocation, versionsAt } from './location.ts';
import { copyToMemory } from './memory/copy-to-memory.ts';
import { openCopy } from './memory/open-copy.ts';
import { rowJudge } from './memory/row-judge.ts';
import { rowsInMemory } from './memory/rows-in-memory.ts';
import { preparePart } from './part-database/prepare-part.ts';
import { tokenOf } from './snapshot.ts';
import { removal } from './removal.ts';
import { openFellow, openSource } from './source.ts';
import { createTarget } from './target.ts';
import { readExpression } from '../raw-values.ts';
import { typeMismatch, valueCodec } from './values.ts';

export const sqlite: Dialect & { readonly memory: MemoryDatabases } = {
  engine: 'sqlite',
  capabilities,
  locate,
  locateNamed,
  versionsAt,
  valueCodec,
  readExpression,
  typeMismatch,
  openSource: (location, fellows) => openSource(sqliteLocation(location), fellows),
  openFellow: (location) => openFellow(sqliteLocation(location)),
  changeToken: async (location) => tokenOf(sqliteLocation(location)),
  changeBetween,
  locationFrom,
  preparePart,
  createTarget: (location, schema, options) => createTarget(sqliteLocation(location), schema, options),
  openEmpty: (location, schema) => openEmpty(sqliteLocation(location), schema),
  copies,
  memory: { copy: (template) => copyToMemory(sqliteLocation(template)), openCopy, open: rowsInMemory, judge: rowJudge },
  leftoversAt,
  diagnose,
  removal,
  removeLeftovers: (location) => removeLeftovers(sqliteLocation(location)),
};
