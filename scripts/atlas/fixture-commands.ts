/** A capital, a city that a page lists as big, and two of one name in one country. */
const cities = "feature = 'PPLC' OR population > 1000000 OR name = 'Sankt Peter'";

/** The commands that make `test/fixtures`, in their order. `place`: the URL of where the database of schema 1 is. */
export function fixtureCommands(place: string): readonly (readonly string[])[] {
  const rows = ['country: 1 = 1', `city: ${cities}`, 'source: 1 = 1'].flatMap((condition) => ['--where', condition]);
  return [
    ['fixture', '1', '--name', 'small', '--from', place, ...rows],
    ['fixture', 'migrate', '1to2'],
    ['fixture', 'migrate', '2to3'],
  ];
}
