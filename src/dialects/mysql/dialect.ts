import type { Dialect } from '../dialect.ts';
import { readExpression } from '../raw-values.ts';
import { capabilities } from './capabilities.ts';
import { openEmpty } from './empty-database.ts';
import { locate, locateNamed, mysqlLocation, versionsAt } from './location.ts';
import { openSource } from './source.ts';
import { createTarget } from './target.ts';
import { typeMismatch, valueCodec } from './values.ts';

export const mysql: Dialect = {
  engine: 'mysql',
  capabilities,
  locate,
  locateNamed,
  versionsAt,
  valueCodec,
  readExpression,
  typeMismatch,
  openSource: (location, readers = 1) => openSource(mysqlLocation(location), readers),
  createTarget: (location, schema, options) => createTarget(mysqlLocation(location), schema, options),
  openEmpty: (location, schema) => openEmpty(mysqlLocation(location), schema),
};
