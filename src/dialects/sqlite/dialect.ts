import type { Dialect } from '../dialect.ts';
import { capabilities } from './capabilities.ts';
import { openEmpty } from './empty-database.ts';
import { locate, locateNamed, sqliteLocation, versionsAt } from './location.ts';
import { openSource } from './source.ts';
import { createTarget } from './target.ts';
import { readExpression } from '../raw-values.ts';
import { typeMismatch, valueCodec } from './values.ts';

export const sqlite: Dialect = {
  engine: 'sqlite',
  capabilities,
  locate,
  locateNamed,
  versionsAt,
  valueCodec,
  readExpression,
  typeMismatch,
  openSource: (location) => openSource(sqliteLocation(location)),
  createTarget: (location, schema, options) => createTarget(sqliteLocation(location), schema, options),
  openEmpty: (location, schema) => openEmpty(sqliteLocation(location), schema),
};
