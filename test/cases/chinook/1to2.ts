import { pipeline, sql, type Row } from 'ntom';
import { amount, dateOf, fromCents } from './amounts.ts';
import { credits } from './composer-names.ts';
import v1 from './v1.ts';
import v2 from './v2.ts';

type Old<Table extends 'Track' | 'Employee' | 'Invoice' | 'InvoiceLine' | 'Playlist'> = Row<typeof v1, Table>;

export default pipeline(v1, v2, {
  artist: sql`SELECT ArtistId AS id, Name AS name FROM Artist`.each('Artist'),
  album: sql`SELECT AlbumId AS id, ArtistId AS artist_id, Title AS title FROM Album`.each('Album'),
  genre: sql`SELECT GenreId AS id, Name AS name FROM Genre`.each('Genre'),
  media_type: sql`SELECT MediaTypeId AS id, Name AS name FROM MediaType`.each('MediaType'),

  track: sql<Old<'Track'>>`SELECT * FROM Track`.each('Track').map((track) => ({
    id: track.TrackId,
    name: track.Name,
    album_id: track.AlbumId,
    media_type_id: track.MediaTypeId,
    genre_id: track.GenreId,
    milliseconds: track.Milliseconds,
    bytes: track.Bytes,
    unit_price: amount(track.UnitPrice),
  })),
  composer: sql({ sqlite: `WITH ${credits} SELECT id, name FROM composer` }),
  track_composer: sql({
    sqlite: `WITH ${credits}
      SELECT track_id, composer.id AS composer_id, position FROM credit JOIN composer ON composer.name = credit.name`,
  }),

  playlist: sql<Old<'Playlist'> & { first_id: number }>`
    SELECT PlaylistId, Name, min(PlaylistId) OVER (PARTITION BY Name) AS first_id FROM Playlist`
    .each('Playlist', {
      where: 'PlaylistId = first_id',
      reason: 'an earlier playlist has the same name, and now the tracks of both',
    })
    .map(({ PlaylistId, Name }) => ({ id: PlaylistId, name: nameOf(Name) })),
  playlist_track: sql`
    SELECT DISTINCT first_id AS playlist_id, TrackId AS track_id
      FROM PlaylistTrack
      JOIN (SELECT PlaylistId, min(PlaylistId) OVER (PARTITION BY Name) AS first_id FROM Playlist) USING (PlaylistId)`,

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

  invoice: sql<Old<'Invoice'> & { line_cents: number | null }>`
    SELECT Invoice.*, (
        SELECT sum(CAST(round(UnitPrice * 100) AS INTEGER) * Quantity) FROM InvoiceLine AS line
         WHERE line.InvoiceId = Invoice.InvoiceId
      ) AS line_cents
      FROM Invoice`
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
      total: totalOf(invoice.Total, invoice.line_cents ?? 0),
    })),
  invoice_line: sql<Old<'InvoiceLine'>>`SELECT * FROM InvoiceLine`.each('InvoiceLine').map((line) => ({
    id: line.InvoiceLineId,
    invoice_id: line.InvoiceId,
    track_id: line.TrackId,
    unit_price: amount(line.UnitPrice),
    quantity: line.Quantity,
  })),
});

/** NULLs are partitioned together: playlists without a name would be taken for one. */
function nameOf(name: string | null): string {
  if (name === null) throw new TypeError('a playlist has no name');
  return name;
}

/** The total of an invoice, which is the sum of its lines. */
function totalOf(total: number, lineCents: number): string {
  const exact = amount(total);
  const sum = fromCents(lineCents);
  if (exact !== sum) throw new RangeError(`the total ${exact} is not the sum of the lines, ${sum}`);
  return exact;
}
