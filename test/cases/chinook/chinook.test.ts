import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAtHand, readCase } from '../../support/cases/case-folder.ts';
import { databaseIn, extractTo, loadFrom, makeSource, type TestDatabase } from '../../support/cases/phases.ts';
import { engines } from '../../support/engines.ts';
import { needs } from '../../support/needs.ts';
import { amount, dateOf } from './amounts.ts';

const chinook = await readCase('chinook');
const { pipeline, options } = chinook;

for (const engine of engines) {
  describe(`Chinook on ${engine.name}`, needs(isAtHand(chinook, engine.name), options.otherwise ?? ''), () => {
    let folder: string;
    let source: TestDatabase;
    let target: TestDatabase;

    const before = (sql: string) => engine.access.query(source.location, sql);
    const after = (sql: string) => engine.access.query(target.location, sql);

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'ntom-chinook-'));
      source = await makeSource(chinook, engine, join(folder, 'source'));
      await extractTo(join(folder, 'extract'), source, pipeline);
      target = await databaseIn(join(folder, 'target'), engine, 2);
      await loadFrom(join(folder, 'extract'), pipeline.to, target);
    });

    afterAll(() => rmSync(folder, { recursive: true }));

    test('all 412 invoice totals are the sums of their lines, to the cent', async () => {
      const lines = await after('SELECT invoice_id, unit_price, quantity FROM invoice_line');
      const cents = new Map<unknown, number>();
      for (const { invoice_id, unit_price, quantity } of lines) {
        cents.set(invoice_id, (cents.get(invoice_id) ?? 0) + inCents(unit_price) * Number(quantity));
      }
      const invoices = await after('SELECT id, total FROM invoice');
      expect(invoices).toHaveLength(412);
      expect(invoices.filter(({ id, total }) => inCents(total) !== cents.get(id))).toEqual([]);
    });

    test.each([
      { old: 'SELECT Total AS amount FROM Invoice', new: 'SELECT total AS amount FROM invoice', cents: 232_860 },
      { old: 'SELECT UnitPrice AS amount FROM Track', new: 'SELECT unit_price AS amount FROM track', cents: 368_097 },
      {
        old: 'SELECT UnitPrice * Quantity AS amount FROM InvoiceLine',
        new: 'SELECT unit_price AS amount FROM invoice_line WHERE quantity = 1',
        cents: 232_860,
      },
    ])('the sum of $new is that of schema 1', async ({ old, new: text, cents }) => {
      const sum = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        rows.reduce((total, row) => total + inCents(row.amount), 0);
      expect(sum(await after(text))).toBe(cents);
      expect(sum(await before(old))).toBe(cents);
      for (const row of await after(text)) expect(row.amount).toMatch(/^\d+\.\d\d$/);
    });

    test('playlists of the same name are one, with every track that either had', async () => {
      const old = await before(
        'SELECT DISTINCT Name AS name, TrackId AS track FROM Playlist JOIN PlaylistTrack USING (PlaylistId)',
      );
      const united = await after(
        'SELECT name, track_id AS track FROM playlist JOIN playlist_track ON playlist_id = playlist.id',
      );
      const entries = (rows: readonly object[]) => rows.map((row) => Object.values(row).map(String).join()).sort();
      expect(united).toHaveLength(5212);
      expect(entries(united)).toEqual(entries(old));
      const names = await before('SELECT DISTINCT Name AS name FROM Playlist');
      expect(entries(await after('SELECT name FROM playlist'))).toEqual(entries(names));
    });

    test('nothing but separators is lost of a composer text', async () => {
      const texts = await before('SELECT TrackId AS track, Composer AS text FROM Track WHERE Composer IS NOT NULL');
      const names = Map.groupBy(
        await after(
          `SELECT track_id, name FROM track_composer JOIN composer ON composer.id = composer_id ORDER BY track_id, position`,
        ),
        ({ track_id }) => Number(track_id),
      );
      expect(names.size).toBe(texts.length);
      for (const { track, text } of texts)
        expect(remainder(String(text), names.get(Number(track)) ?? []), String(text)).toBe('');
    });

    test.each([
      { text: 'AC/DC', names: ['AC/DC'] },
      {
        text: 'Bono/Clayton, Adam/Mullen Jr., Larry/The Edge',
        names: ['Bono', 'Clayton, Adam', 'Mullen Jr., Larry', 'The Edge'],
      },
      {
        text: 'Anthony Kiedis, Flea, John Frusciante, and Chad Smith',
        names: ['Anthony Kiedis', 'Flea', 'John Frusciante', 'Chad Smith'],
      },
      {
        text: 'Robert Rogers/Warren "Pete" Moore/William "Mickey" Stevenson',
        names: ['Robert Rogers', 'Warren "Pete" Moore', 'William "Mickey" Stevenson'],
      },
      { text: 'Jimmy Page/Jimmy Page & Robert Plant/Robert Plant', names: ['Jimmy Page', 'Robert Plant'] },
      { text: 'U2; Bono & Edge, The', names: ['U2', 'Bono', 'Edge, The'] },
      { text: 'Arnaldo Baptista - Rita Lee -  Sérgio Dias', names: ['Arnaldo Baptista', 'Rita Lee', 'Sérgio Dias'] },
    ])('the composers of "$text"', async ({ text, names }) => {
      const [track] = await before(`SELECT min(TrackId) AS id FROM Track WHERE Composer = '${text}'`);
      const found = await after(
        `SELECT name FROM track_composer JOIN composer ON composer.id = composer_id WHERE track_id = ${String(track?.id)} ORDER BY position`,
      );
      expect(found.map(({ name }) => name)).toEqual(names);
    });

    test('names are in snake_case, rows can be joined, and the view answers', async () => {
      const names = pipeline.to.tables.flatMap((table) => [table.name, ...table.columns.map((column) => column.name)]);
      expect(names.filter((name) => !/^[a-z]+(?:_[a-z]+)*$/.test(name))).toEqual([]);
      const [listed] = await after(
        "SELECT count(*) AS tracks, count(artist) AS known FROM track_listing WHERE artist = 'AC/DC'",
      );
      expect([Number(listed?.tracks), Number(listed?.known)]).toEqual([18, 18]);
    });

    const wrong = [
      {
        what: 'an invoice total that is not the sum of its lines',
        change: 'UPDATE Invoice SET Total = 13.87 WHERE InvoiceId = 5',
        table: 'invoice',
        message: 'the total 13.87 is not the sum of the lines, 13.86',
      },
      {
        what: 'an amount that two decimals do not hold',
        change: 'UPDATE Track SET UnitPrice = 0.995 WHERE TrackId = 1',
        table: 'track',
        message: '0.995 has more than two decimals',
        // A DECIMAL(10,2) rounds it by itself.
        only: 'sqlite',
      },
      {
        what: 'a date that has a time of day',
        change: "UPDATE Employee SET HireDate = '2002-08-14 09:30:00' WHERE EmployeeId = 1",
        table: 'employee',
        message: '2002-08-14 09:30:00 is not midnight',
      },
    ];
    const here = wrong.filter(({ only = engine.name }) => only === engine.name);

    test.each(here)('$what is rejected', async ({ change, table, message }) => {
      const altered = await makeSource(chinook, engine, mkdtempSync(join(folder, 'altered-')));
      await engine.access.execute(altered.location, change);
      const extract = join(folder, `altered-${table}`);
      await expect(extractTo(extract, altered, pipeline)).rejects.toMatchObject({ code: 'ROWS_REJECTED' });
      const rejects = readFileSync(join(`${extract}.rejects`, `${table}.jsonl`), 'utf8').split('\n');
      // Rows that refer to it are rejected too: their parent is missing.
      expect(rejects.filter((reject) => reject.includes(message))).toHaveLength(1);
    });
  });
}

function inCents(value: unknown): number {
  return Math.round(Number(value) * 100);
}

/** What is left of a text without its names and what separates them. */
function remainder(text: string, names: readonly Readonly<Record<string, unknown>>[]): string {
  const longestFirst = names.map(({ name }) => String(name)).sort((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((left, name) => left.replaceAll(name, ''), text);
  return rest.replaceAll(/\band\b/gi, '').replaceAll(/[\s,/;&-]+/g, '');
}

test('an amount is exact or refused', () => {
  expect([0, 0.99, 1.1, 25.86, 99_999_999.99].map(amount)).toEqual(['0.00', '0.99', '1.10', '25.86', '99999999.99']);
  for (const inexact of [0.995, 1.001, 0.1 + 0.2]) expect(() => amount(inexact)).toThrow('more than two decimals');
});

test('a date is at midnight or refused', () => {
  expect(dateOf('1962-02-18 00:00:00')).toBe('1962-02-18');
  for (const text of ['1962-02-18 00:00:01', '1962-02-18']) expect(() => dateOf(text)).toThrow('is not midnight');
});
