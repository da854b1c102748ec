import type { Dialect } from '../dialect.ts';
import { readExpression } from '../raw-values.ts';
import { capabilities } from './capabilities.ts';
import { changeBetween, changeTokenAt } from './change-token.ts';
import { copies } from './copies.ts';
import { diagnose } from './diagnose.ts';
import { openEmpty } from './empty-database.ts';
import { leftoversAt, removeLeftovers } from './leftovers.ts';
import { locate, locateNamed, locationFrom, mysqlLocation, versionsAt } from './location.ts';
import { removal } from './removal.ts';
import { openFellow, openSource } from './source.ts';
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
  openSource: (location, fellows) => openSource(mysqlLocation(location), fellows),
  openFellow: (location) => openFellow(mysqlLocation(location)),
  changeToken: (location) => changeTokenAt(mysqlLocation(location)),
  changeBetween,
  locationFrom,
  preparePart: null,
  createTarget: (location, schema, options) => createTarget(mysqlLocation(location), schema, options),
  openEmpty: (location, schema) => openEmpty(mysqlLocation(location), schema),
  copies,
  memory: null,
  leftoversAt,
  diagnose,
  removal,
  removeLeftovers: (location) => removeLeftovers(mysqlLocation(location)),
};
