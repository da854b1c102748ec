import { datetime, int, real, schema, table, text } from 'ntom';

export default schema(1, {
  Album: table(
    {
      AlbumId: int().primaryKey(),
      Title: text(160).declaredAs({ sqlite: 'NVARCHAR(160)' }),
      ArtistId: int().references('Artist.ArtistId'),
    },
    { index: [{ name: 'IFK_AlbumArtistId', columns: ['ArtistId'] }] },
  ),
  Artist: table({
    ArtistId: int().primaryKey(),
    Name: text(120).declaredAs({ sqlite: 'NVARCHAR(120)' }).nullable(),
  }),
  Customer: table(
    {
      CustomerId: int().primaryKey(),
      FirstName: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }),
      LastName: text(20).declaredAs({ sqlite: 'NVARCHAR(20)' }),
      Company: text(80).declaredAs({ sqlite: 'NVARCHAR(80)' }).nullable(),
      Address: text(70).declaredAs({ sqlite: 'NVARCHAR(70)' }).nullable(),
      City: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      State: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      Country: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      PostalCode: text(10).declaredAs({ sqlite: 'NVARCHAR(10)' }).nullable(),
      Phone: text(24).declaredAs({ sqlite: 'NVARCHAR(24)' }).nullable(),
      Fax: text(24).declaredAs({ sqlite: 'NVARCHAR(24)' }).nullable(),
      Email: text(60).declaredAs({ sqlite: 'NVARCHAR(60)' }),
      SupportRepId: int().nullable().references('Employee.EmployeeId'),
    },
    { index: [{ name: 'IFK_CustomerSupportRepId', columns: ['SupportRepId'] }] },
  ),
  Employee: table(
    {
      EmployeeId: int().primaryKey(),
      LastName: text(20).declaredAs({ sqlite: 'NVARCHAR(20)' }),
      FirstName: text(20).declaredAs({ sqlite: 'NVARCHAR(20)' }),
      Title: text(30).declaredAs({ sqlite: 'NVARCHAR(30)' }).nullable(),
      ReportsTo: int().nullable().references('Employee.EmployeeId'),
      BirthDate: datetime().declaredAs({ sqlite: 'DATETIME' }).nullable(),
      HireDate: datetime().declaredAs({ sqlite: 'DATETIME' }).nullable(),
      Address: text(70).declaredAs({ sqlite: 'NVARCHAR(70)' }).nullable(),
      City: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      State: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      Country: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      PostalCode: text(10).declaredAs({ sqlite: 'NVARCHAR(10)' }).nullable(),
      Phone: text(24).declaredAs({ sqlite: 'NVARCHAR(24)' }).nullable(),
      Fax: text(24).declaredAs({ sqlite: 'NVARCHAR(24)' }).nullable(),
      Email: text(60).declaredAs({ sqlite: 'NVARCHAR(60)' }).nullable(),
    },
    { index: [{ name: 'IFK_EmployeeReportsTo', columns: ['ReportsTo'] }] },
  ),
  Genre: table({
    GenreId: int().primaryKey(),
    Name: text(120).declaredAs({ sqlite: 'NVARCHAR(120)' }).nullable(),
  }),
  Invoice: table(
    {
      InvoiceId: int().primaryKey(),
      CustomerId: int().references('Customer.CustomerId'),
      InvoiceDate: datetime().declaredAs({ sqlite: 'DATETIME' }),
      BillingAddress: text(70).declaredAs({ sqlite: 'NVARCHAR(70)' }).nullable(),
      BillingCity: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      BillingState: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      BillingCountry: text(40).declaredAs({ sqlite: 'NVARCHAR(40)' }).nullable(),
      BillingPostalCode: text(10).declaredAs({ sqlite: 'NVARCHAR(10)' }).nullable(),
      Total: real().declaredAs({ sqlite: 'NUMERIC(10,2)' }),
    },
    { index: [{ name: 'IFK_InvoiceCustomerId', columns: ['CustomerId'] }] },
  ),
  InvoiceLine: table(
    {
      InvoiceLineId: int().primaryKey(),
      InvoiceId: int().references('Invoice.InvoiceId'),
      TrackId: int().references('Track.TrackId'),
      UnitPrice: real().declaredAs({ sqlite: 'NUMERIC(10,2)' }),
      Quantity: int(),
    },
    {
      index: [
        { name: 'IFK_InvoiceLineInvoiceId', columns: ['InvoiceId'] },
        { name: 'IFK_InvoiceLineTrackId', columns: ['TrackId'] },
      ],
    },
  ),
  MediaType: table({
    MediaTypeId: int().primaryKey(),
    Name: text(120).declaredAs({ sqlite: 'NVARCHAR(120)' }).nullable(),
  }),
  Playlist: table({
    PlaylistId: int().primaryKey(),
    Name: text(120).declaredAs({ sqlite: 'NVARCHAR(120)' }).nullable(),
  }),
  PlaylistTrack: table(
    {
      PlaylistId: int().references('Playlist.PlaylistId'),
      TrackId: int().references('Track.TrackId'),
    },
    {
      primaryKey: ['PlaylistId', 'TrackId'],
      index: [
        { name: 'IFK_PlaylistTrackPlaylistId', columns: ['PlaylistId'] },
        { name: 'IFK_PlaylistTrackTrackId', columns: ['TrackId'] },
      ],
    },
  ),
  Track: table(
    {
      TrackId: int().primaryKey(),
      Name: text(200).declaredAs({ sqlite: 'NVARCHAR(200)' }),
      AlbumId: int().nullable().references('Album.AlbumId'),
      MediaTypeId: int().references('MediaType.MediaTypeId'),
      GenreId: int().nullable().references('Genre.GenreId'),
      Composer: text(220).declaredAs({ sqlite: 'NVARCHAR(220)' }).nullable(),
      Milliseconds: int(),
      Bytes: int().nullable(),
      UnitPrice: real().declaredAs({ sqlite: 'NUMERIC(10,2)' }),
    },
    {
      index: [
        { name: 'IFK_TrackAlbumId', columns: ['AlbumId'] },
        { name: 'IFK_TrackGenreId', columns: ['GenreId'] },
        { name: 'IFK_TrackMediaTypeId', columns: ['MediaTypeId'] },
      ],
    },
  ),
});
