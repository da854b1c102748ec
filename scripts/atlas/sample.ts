/** A part of the world: some countries, what they speak, and their largest cities. */
export interface Sample {
  /** ISO 3166-1 alpha-3. */
  readonly countries: readonly string[];
  readonly citiesPerCountry: number;
}

/**
 * The Alps, the Caucasus and its neighbour: five scripts, borders within the sample, a country with no city, and with Sankt Peter
 * in Austria two cities of one name.
 */
export const exampleSample: Sample = {
  countries: ['ARM', 'AUT', 'CHE', 'GEO', 'HMD', 'IRN', 'LIE'],
  citiesPerCountry: 50,
};
