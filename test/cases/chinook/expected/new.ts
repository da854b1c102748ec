import { pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    artist: todo('table({ id, name })'),
    album: todo('table({ id, artist_id, title })'),
    genre: todo('table({ id, name })'),
    media_type: todo('table({ id, name })'),
    track: todo('table({ id, name, album_id, media_type_id, genre_id, milliseconds, bytes, unit_price })'),
    composer: todo('table({ id, name })'),
    track_composer: todo('table({ track_id, composer_id, position })'),
    playlist: todo('table({ id, name })'),
    playlist_track: todo('table({ playlist_id, track_id })'),

    employee: todo(
      'table({ id, last_name, first_name, title, reports_to, born_on, hired_on, address, city, state, country, postal_code, phone, fax, email })',
    ),

    customer: todo(
      'table({ id, first_name, last_name, company, address, city, state, country, postal_code, phone, fax, email, support_rep_id })',
    ),

    invoice: todo(
      'table({ id, customer_id, invoiced_on, billing_address, billing_city, billing_state, billing_country, billing_postal_code, total })',
    ),

    invoice_line: todo('table({ id, invoice_id, track_id, unit_price, quantity })'),
  },
  {
    drops: {
      Album: todo('why is it left behind?'),
      Artist: todo('why is it left behind?'),
      Customer: todo('why is it left behind?'),
      Employee: todo('why is it left behind?'),
      Genre: todo('why is it left behind?'),
      Invoice: todo('why is it left behind?'),
      InvoiceLine: todo('why is it left behind?'),
      MediaType: todo('why is it left behind?'),
      Playlist: todo('why is it left behind?'),
      PlaylistTrack: todo('why is it left behind?'),
      Track: todo('why is it left behind?'),
    },
  },
);
