#!/usr/bin/env node
// Stands for the command line of DuckDB: runs the SQL of its input by the same engine, and prints rows as `duckdb -json` does.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = (await connection.runAndReadAll(readFileSync(0, 'utf8'))).getRowObjects();
const asJson = (_, value) => (typeof value === 'bigint' ? Number(value) : value);
console.log(`[${rows.map((row) => JSON.stringify(row, asJson)).join(',\n')}]`);
