import { date, decimal, int, schema, table, text } from 'ntom';
import { z } from 'zod';

const price = decimal(10, 2);
const count = int(z.int().nonnegative());

const address = {
  address: text(70).nullable(),
  city: text(40).nullable(),
  state: text(40).nullable(),
  country: text(40).nullable(),
  postal_code: text(10).nullable(),
  phone: text(24).nullable(),
  fax: text(24).nullable(),
};

const tables = {
  artist: table({ id: int().primaryKey().autoIncrement(), name: text(120).unique() }),
  album: table(
    { id: int().primaryKey().autoIncrement(), artist_id: int().references('artist.id'), title: text(160) },
    { unique: [['artist_id', 'title']] },
  ),
  genre: table({ id: int().primaryKey().autoIncrement(), name: text(120).unique() }),
  media_type: table({ id: int().primaryKey().autoIncrement(), name: text(120).unique() }),
  track: table({
    id: int().primaryKey().autoIncrement(),
    name: text(200),
    album_id: int().nullable().references('album.id').index(),
    media_type_id: int().references('media_type.id').index(),
    genre_id: int().nullable().references('genre.id').index(),
    milliseconds: count,
    bytes: count.nullable(),
    unit_price: price.check({ sqlite: 'CAST(unit_price AS REAL) >= 0', mysql: 'unit_price >= 0' }),
  }),
  composer: table({ id: int().primaryKey().autoIncrement(), name: text(120, z.string().min(1)).unique() }),
  track_composer: table(
    {
      track_id: int().references('track.id', { onDelete: 'cascade' }),
      composer_id: int().references('composer.id').index(),
      position: count,
    },
    { primaryKey: ['track_id', 'composer_id'], unique: [['track_id', 'position']] },
  ),
  playlist: table({ id: int().primaryKey().autoIncrement(), name: text(120).unique() }),
  playlist_track: table(
    {
      playlist_id: int().references('playlist.id', { onDelete: 'cascade' }),
      track_id: int().references('track.id').index(),
    },
    { primaryKey: ['playlist_id', 'track_id'] },
  ),
  employee: table({
    id: int().primaryKey().autoIncrement(),
    last_name: text(20),
    first_name: text(20),
    title: text(30).nullable(),
    reports_to: int().nullable().references('employee.id', { onDelete: 'set null' }).index(),
    born_on: date().nullable(),
    hired_on: date().nullable(),
    ...address,
    email: text(60, z.email()).nullable().unique(),
  }),
  customer: table({
    id: int().primaryKey().autoIncrement(),
    first_name: text(40),
    last_name: text(20),
    company: text(80).nullable(),
    ...address,
    email: text(60).unique(),
    support_rep_id: int().nullable().references('employee.id').index(),
  }),
  invoice: table({
    id: int().primaryKey().autoIncrement(),
    customer_id: int().references('customer.id').index(),
    invoiced_on: date().index(),
    billing_address: text(70).nullable(),
    billing_city: text(40).nullable(),
    billing_state: text(40).nullable(),
    billing_country: text(40).nullable(),
    billing_postal_code: text(10).nullable(),
    total: price,
  }),
  invoice_line: table(
    {
      id: int().primaryKey().autoIncrement(),
      invoice_id: int().references('invoice.id', { onDelete: 'cascade' }),
      track_id: int().references('track.id').index(),
      unit_price: price,
      quantity: int(z.int().positive()),
    },
    { unique: [['invoice_id', 'track_id']] },
  ),
};

export default schema(2, tables, {
  views: {
    track_listing: `
      SELECT track.id, artist.name AS artist, album.title AS album, track.name AS track, track.unit_price
        FROM track
        LEFT JOIN album ON album.id = track.album_id
        LEFT JOIN artist ON artist.id = album.artist_id`,
  },
});
