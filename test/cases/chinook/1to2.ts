import { pipeline, sql, type Row } from 'ntom';
import { amount, dateOf, fromCents } from './amounts.ts';
import { credits } from './composer-names.ts';
import v1 from './v1.ts';
import v2 from './v2.ts';

type Old<Table extends 'Track' | 'Employee' | 'Invoice' | 'InvoiceLine' | 'Playlist'> = Row<typeof v1, Table>;

/** An amount as the engine keeps it: exact as text, a double as number. */
type Amount = number | string;

/** The columns of a table with an amount, which is no longer a column but an expression: so SQLite's doubles arrive as such. */
const withAmount = (columns: string, amountColumn: string, table: string) => ({
  sqlite: `SELECT ${columns}, +${amountColumn} AS amount FROM ${table}`,
  mysql: `SELECT ${columns}, ${amountColumn} AS amount FROM ${table}`,
});

/** Each playlist with the first one of its name. */
const playlists = {
  sqlite: 'SELECT PlaylistId, Name, min(PlaylistId) OVER (PARTITION BY Name) AS first_id FROM Playlist',
  mysql:
    'SELECT PlaylistId, Name, min(PlaylistId) OVER (PARTITION BY CONVERT(Name USING utf8mb4) COLLATE utf8mb4_bin) AS first_id FROM Playlist',
};
const mergedTracks = (listed: string) =>
  `SELECT DISTINCT first_id AS playlist_id, TrackId AS track_id FROM PlaylistTrack JOIN (${listed}) AS p USING (PlaylistId)`;

/** The playlist that an entry goes to. */
const firstOf = (listed: string) =>
  `SELECT first_id FROM (${listed}) AS p WHERE p.PlaylistId = PlaylistTrack.PlaylistId`;

const invoicesWith = (total: string, lineCents: string) => `
  SELECT InvoiceId, CustomerId, InvoiceDate, BillingAddress, BillingCity, BillingState, BillingCountry, BillingPostalCode,
         ${total} AS amount,
         (SELECT ${lineCents} FROM InvoiceLine AS line WHERE line.InvoiceId = Invoice.InvoiceId) AS line_cents
    FROM Invoice`;

const composersOf = (expressions: string) => `WITH ${expressions} SELECT id, name FROM composer`;
const creditsOf = (expressions: string) => `WITH ${expressions}
  SELECT track_id, composer.id AS composer_id, position FROM credit JOIN composer ON composer.name = credit.name`;

export default pipeline(v1, v2, {
  artist: sql`SELECT ArtistId AS id, Name AS name FROM Artist`.each('Artist'),
  album: sql`SELECT AlbumId AS id, ArtistId AS artist_id, Title AS title FROM Album`.each('Album'),
  genre: sql`SELECT GenreId AS id, Name AS name FROM Genre`.each('Genre'),
  media_type: sql`SELECT MediaTypeId AS id, Name AS name FROM MediaType`.each('MediaType'),

  track: sql<Omit<Old<'Track'>, 'UnitPrice'> & { amount: Amount }>(
    withAmount('TrackId, Name, AlbumId, MediaTypeId, GenreId, Milliseconds, Bytes', 'UnitPrice', 'Track'),
  )
    .each('Track')
    .map((track) => ({
      id: track.TrackId,
      name: track.Name,
      album_id: track.AlbumId,
      media_type_id: track.MediaTypeId,
      genre_id: track.GenreId,
      milliseconds: track.Milliseconds,
      bytes: track.Bytes,
      unit_price: amount(track.amount),
    })),
  composer: sql({ sqlite: composersOf(credits.sqlite), mysql: composersOf(credits.mysql) }),
  track_composer: sql({ sqlite: creditsOf(credits.sqlite), mysql: creditsOf(credits.mysql) }).splits('Track', {
    by: ['track_id'],
    none: 'no composer is known',
  }),

  playlist: sql<Old<'Playlist'> & { first_id: number }>(playlists)
    .each('Playlist', {
      where: 'PlaylistId = first_id',
      reason: 'an earlier playlist has the same name, and now the tracks of both',
    })
    .map(({ PlaylistId, Name }) => ({ id: PlaylistId, name: nameOf(Name) })),
  playlist_track: sql({ sqlite: mergedTracks(playlists.sqlite), mysql: mergedTracks(playlists.mysql) }).merges(
    'PlaylistTrack',
    { by: [sql({ sqlite: firstOf(playlists.sqlite), mysql: firstOf(playlists.mysql) }), 'TrackId'] },
  ),

  employee: sql<Old<'Employee'>>`SELECT * FROM Employee`.each('Employee').map((employee) => ({
    id: employee.EmployeeId,
    last_name: employee.LastName,
    first_name: employee.FirstName,
    title: employee.Title,
    reports_to: employee.ReportsTo,
    born_on: employee.BirthDate === null ? null : dateOf(employee.BirthDate),
    hired_on: employee.HireDate === null ? null : dateOf(employee.HireDate),
    address: employee.Address,
    city: employee.City,
    state: employee.State,
    country: employee.Country,
    postal_code: employee.PostalCode,
    phone: employee.Phone,
    fax: employee.Fax,
    email: employee.Email,
  })),
  customer: sql`
    SELECT CustomerId AS id, FirstName AS first_name, LastName AS last_name, Company AS company, Address AS address, City AS city,
           State AS state, Country AS country, PostalCode AS postal_code, Phone AS phone, Fax AS fax, Email AS email,
           SupportRepId AS support_rep_id
      FROM Customer`.each('Customer'),

  invoice: sql<Omit<Old<'Invoice'>, 'Total'> & { amount: Amount; line_cents: number | null }>({
    sqlite: invoicesWith('+Total', 'sum(CAST(round(UnitPrice * 100) AS INTEGER) * Quantity)'),
    mysql: invoicesWith('Total', 'CAST(sum(UnitPrice * 100 * Quantity) AS SIGNED)'),
  })
    .each('Invoice')
    .map((invoice) => ({
      id: invoice.InvoiceId,
      customer_id: invoice.CustomerId,
      invoiced_on: dateOf(invoice.InvoiceDate),
      billing_address: invoice.BillingAddress,
      billing_city: invoice.BillingCity,
      billing_state: invoice.BillingState,
      billing_country: invoice.BillingCountry,
      billing_postal_code: invoice.BillingPostalCode,
      total: totalOf(invoice.amount, invoice.line_cents ?? 0),
    })),
  invoice_line: sql<Omit<Old<'InvoiceLine'>, 'UnitPrice'> & { amount: Amount }>(
    withAmount('InvoiceLineId, InvoiceId, TrackId, Quantity', 'UnitPrice', 'InvoiceLine'),
  )
    .each('InvoiceLine')
    .map((line) => ({
      id: line.InvoiceLineId,
      invoice_id: line.InvoiceId,
      track_id: line.TrackId,
      unit_price: amount(line.amount),
      quantity: line.Quantity,
    })),
});

/** NULLs are partitioned together: playlists without a name would be taken for one. */
function nameOf(name: string | null): string {
  if (name === null) throw new TypeError('a playlist has no name');
  return name;
}

/** The total of an invoice, which is the sum of its lines. */
function totalOf(total: Amount, lineCents: number): string {
  const exact = amount(total);
  const sum = fromCents(lineCents);
  if (exact !== sum) throw new RangeError(`the total ${exact} is not the sum of the lines, ${sum}`);
  return exact;
}
