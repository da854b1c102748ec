import { int, json, real, schema, table, text } from 'ntom';

/** The first schema, as one begins: lists packed in text columns, yes and no as words, floats, no foreign key. */
export default schema(1, {
  country: table({
    /** ISO 3166-1 alpha-2. */
    code: text(2).primaryKey(),
    /** ISO 3166-1 alpha-3; what `borders` names. */
    code3: text(3),
    /** ISO 3166-1 numeric, empty if there is none. */
    number: text(3),
    /** Of the Olympic committee, empty if there is none. */
    olympic_code: text(3),
    name: text(100),
    official_name: text(200),
    /** `{ "fra": { "common": …, "official": … }, … }` by the languages of the country. */
    native_names: json(),
    /** The same by other languages. */
    translations: json(),
    /** `Helvetia; Suisse`. */
    other_names: text(),
    /** `Pretoria, Bloemfontein, Cape Town`. */
    capitals: text(200),
    region: text(20),
    subregion: text(50),
    /** `fra=French;ita=Italian`. */
    languages: text(),
    /** `CHF=Swiss franc (Fr.);…`. */
    currencies: text(),
    /** `AUT,FRA,ITA`. */
    borders: text(),
    /** `.ch,…`. */
    domains: text(),
    demonym: text(100),
    flag: text(10),
    /** yes, no or unknown. */
    independent: text(10),
    un_member: text(10),
    landlocked: text(10),
    /** Square kilometres; -1 if unknown. */
    area: real(),
    latitude: real(),
    longitude: real(),
  }),

  city: table({
    /** Of GeoNames. */
    id: int().primaryKey(),
    name: text(200),
    alt_name: text(200),
    /** A `code` of country. */
    country: text(2),
    /** Of GeoNames: PPLC is a capital. */
    feature: text(10),
    /** Empty if unknown. */
    admin: text(20),
    population: int(),
    latitude: real(),
    longitude: real(),
  }),

  source: table({
    name: text(100).primaryKey(),
    version: text(20),
    licence: text(100),
    /** Where the data is used: a table. */
    used_for: text(100),
  }),
});
