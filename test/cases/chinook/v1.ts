import { datetime, decimal, int, schema, table, text } from 'ntom';

/** The columns of an address, in the words of Chinook. */
const address = {
  Address: text(70).nullable(),
  City: text(40).nullable(),
  State: text(40).nullable(),
  Country: text(40).nullable(),
  PostalCode: text(10).nullable(),
  Phone: text(24).nullable(),
  Fax: text(24).nullable(),
};

/** Chinook as it is on both engines. Amounts are declared NUMERIC(10,2): exact in MySQL, doubles in SQLite. */
export default schema(1, {
  Album: table({
    AlbumId: int().primaryKey(),
    Title: text(160),
    ArtistId: int().references('Artist.ArtistId').index(),
  }),
  Artist: table({ ArtistId: int().primaryKey(), Name: text(120).nullable() }),
  Customer: table({
    CustomerId: int().primaryKey(),
    FirstName: text(40),
    LastName: text(20),
    Company: text(80).nullable(),
    ...address,
    Email: text(60),
    SupportRepId: int().nullable().references('Employee.EmployeeId').index(),
  }),
  Employee: table({
    EmployeeId: int().primaryKey(),
    LastName: text(20),
    FirstName: text(20),
    Title: text(30).nullable(),
    ReportsTo: int().nullable().references('Employee.EmployeeId').index(),
    BirthDate: datetime().nullable(),
    HireDate: datetime().nullable(),
    ...address,
    Email: text(60).nullable(),
  }),
  Genre: table({ GenreId: int().primaryKey(), Name: text(120).nullable() }),
  Invoice: table({
    InvoiceId: int().primaryKey(),
    CustomerId: int().references('Customer.CustomerId').index(),
    InvoiceDate: datetime(),
    BillingAddress: text(70).nullable(),
    BillingCity: text(40).nullable(),
    BillingState: text(40).nullable(),
    BillingCountry: text(40).nullable(),
    BillingPostalCode: text(10).nullable(),
    Total: decimal(10, 2),
  }),
  InvoiceLine: table({
    InvoiceLineId: int().primaryKey(),
    InvoiceId: int().references('Invoice.InvoiceId').index(),
    TrackId: int().references('Track.TrackId').index(),
    UnitPrice: decimal(10, 2),
    Quantity: int(),
  }),
  MediaType: table({ MediaTypeId: int().primaryKey(), Name: text(120).nullable() }),
  Playlist: table({ PlaylistId: int().primaryKey(), Name: text(120).nullable() }),
  PlaylistTrack: table(
    {
      PlaylistId: int().references('Playlist.PlaylistId').index(),
      TrackId: int().references('Track.TrackId').index(),
    },
    { primaryKey: ['PlaylistId', 'TrackId'] },
  ),
  Track: table({
    TrackId: int().primaryKey(),
    Name: text(200),
    AlbumId: int().nullable().references('Album.AlbumId').index(),
    MediaTypeId: int().references('MediaType.MediaTypeId').index(),
    GenreId: int().nullable().references('Genre.GenreId').index(),
    Composer: text(220).nullable(),
    Milliseconds: int(),
    Bytes: int().nullable(),
    UnitPrice: decimal(10, 2),
  }),
});
