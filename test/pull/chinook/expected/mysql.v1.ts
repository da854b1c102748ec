import { datetime, decimal, int, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    Album: table(
      {
        AlbumId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
        Title: text(160),
        ArtistId: int().declaredAs({ mysql: 'int(11)' }),
      },
      {
        index: [{ name: 'IFK_AlbumArtistId', columns: ['ArtistId'] }],
        foreignKeys: [{ name: 'FK_AlbumArtistId', columns: ['ArtistId'], references: 'Artist', to: ['ArtistId'] }],
      },
    ),
    Artist: table({
      ArtistId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
      Name: text(120).nullable(),
    }),
    Customer: table(
      {
        CustomerId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
        FirstName: text(40),
        LastName: text(20),
        Company: text(80).nullable(),
        Address: text(70).nullable(),
        City: text(40).nullable(),
        State: text(40).nullable(),
        Country: text(40).nullable(),
        PostalCode: text(10).nullable(),
        Phone: text(24).nullable(),
        Fax: text(24).nullable(),
        Email: text(60),
        SupportRepId: int().declaredAs({ mysql: 'int(11)' }).nullable(),
      },
      {
        index: [{ name: 'IFK_CustomerSupportRepId', columns: ['SupportRepId'] }],
        foreignKeys: [
          { name: 'FK_CustomerSupportRepId', columns: ['SupportRepId'], references: 'Employee', to: ['EmployeeId'] },
        ],
      },
    ),
    Employee: table(
      {
        EmployeeId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
        LastName: text(20),
        FirstName: text(20),
        Title: text(30).nullable(),
        ReportsTo: int().declaredAs({ mysql: 'int(11)' }).nullable(),
        BirthDate: datetime().nullable(),
        HireDate: datetime().nullable(),
        Address: text(70).nullable(),
        City: text(40).nullable(),
        State: text(40).nullable(),
        Country: text(40).nullable(),
        PostalCode: text(10).nullable(),
        Phone: text(24).nullable(),
        Fax: text(24).nullable(),
        Email: text(60).nullable(),
      },
      {
        index: [{ name: 'IFK_EmployeeReportsTo', columns: ['ReportsTo'] }],
        foreignKeys: [
          { name: 'FK_EmployeeReportsTo', columns: ['ReportsTo'], references: 'Employee', to: ['EmployeeId'] },
        ],
      },
    ),
    Genre: table({
      GenreId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
      Name: text(120).nullable(),
    }),
    Invoice: table(
      {
        InvoiceId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
        CustomerId: int().declaredAs({ mysql: 'int(11)' }),
        InvoiceDate: datetime(),
        BillingAddress: text(70).nullable(),
        BillingCity: text(40).nullable(),
        BillingState: text(40).nullable(),
        BillingCountry: text(40).nullable(),
        BillingPostalCode: text(10).nullable(),
        Total: decimal(10, 2),
      },
      {
        index: [{ name: 'IFK_InvoiceCustomerId', columns: ['CustomerId'] }],
        foreignKeys: [
          { name: 'FK_InvoiceCustomerId', columns: ['CustomerId'], references: 'Customer', to: ['CustomerId'] },
        ],
      },
    ),
    InvoiceLine: table(
      {
        InvoiceLineId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
        InvoiceId: int().declaredAs({ mysql: 'int(11)' }),
        TrackId: int().declaredAs({ mysql: 'int(11)' }),
        UnitPrice: decimal(10, 2),
        Quantity: int().declaredAs({ mysql: 'int(11)' }),
      },
      {
        index: [
          { name: 'IFK_InvoiceLineInvoiceId', columns: ['InvoiceId'] },
          { name: 'IFK_InvoiceLineTrackId', columns: ['TrackId'] },
        ],
        foreignKeys: [
          { name: 'FK_InvoiceLineInvoiceId', columns: ['InvoiceId'], references: 'Invoice', to: ['InvoiceId'] },
          { name: 'FK_InvoiceLineTrackId', columns: ['TrackId'], references: 'Track', to: ['TrackId'] },
        ],
      },
    ),
    MediaType: table({
      MediaTypeId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
      Name: text(120).nullable(),
    }),
    Playlist: table({
      PlaylistId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
      Name: text(120).nullable(),
    }),
    PlaylistTrack: table(
      {
        PlaylistId: int().declaredAs({ mysql: 'int(11)' }),
        TrackId: int().declaredAs({ mysql: 'int(11)' }),
      },
      {
        primaryKey: ['PlaylistId', 'TrackId'],
        index: [
          { name: 'IFK_PlaylistTrackPlaylistId', columns: ['PlaylistId'] },
          { name: 'IFK_PlaylistTrackTrackId', columns: ['TrackId'] },
        ],
        foreignKeys: [
          { name: 'FK_PlaylistTrackPlaylistId', columns: ['PlaylistId'], references: 'Playlist', to: ['PlaylistId'] },
          { name: 'FK_PlaylistTrackTrackId', columns: ['TrackId'], references: 'Track', to: ['TrackId'] },
        ],
      },
    ),
    Track: table(
      {
        TrackId: int().primaryKey().declaredAs({ mysql: 'int(11)' }),
        Name: text(200),
        AlbumId: int().declaredAs({ mysql: 'int(11)' }).nullable(),
        MediaTypeId: int().declaredAs({ mysql: 'int(11)' }),
        GenreId: int().declaredAs({ mysql: 'int(11)' }).nullable(),
        Composer: text(220).nullable(),
        Milliseconds: int().declaredAs({ mysql: 'int(11)' }),
        Bytes: int().declaredAs({ mysql: 'int(11)' }).nullable(),
        UnitPrice: decimal(10, 2),
      },
      {
        index: [
          { name: 'IFK_TrackAlbumId', columns: ['AlbumId'] },
          { name: 'IFK_TrackGenreId', columns: ['GenreId'] },
          { name: 'IFK_TrackMediaTypeId', columns: ['MediaTypeId'] },
        ],
        foreignKeys: [
          { name: 'FK_TrackAlbumId', columns: ['AlbumId'], references: 'Album', to: ['AlbumId'] },
          { name: 'FK_TrackGenreId', columns: ['GenreId'], references: 'Genre', to: ['GenreId'] },
          { name: 'FK_TrackMediaTypeId', columns: ['MediaTypeId'], references: 'MediaType', to: ['MediaTypeId'] },
        ],
      },
    ),
  },
  { collation: { mysql: 'utf8mb3_general_ci' } },
);
